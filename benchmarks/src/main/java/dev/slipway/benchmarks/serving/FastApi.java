package dev.slipway.benchmarks.serving;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * FastAPI with scikit-learn and uvicorn, from Debian, one process.
 *
 * @param name see {@link Contender}
 * @param way where it computes
 */
public record FastApi(String name, Way way) implements Contender {

  private static final String PYTHON = "/usr/bin/python3";
  private static final String VERSIONS =
      "import platform, fastapi, uvicorn, sklearn, uvloop, httptools;"
          + "print(platform.python_version(), fastapi.__version__, uvicorn.__version__,"
          + " sklearn.__version__)";

  /** Where it computes. */
  public enum Way {
    /** In its pool of threads: a plain function, which its documentation has for what blocks. */
    THREADS,
    /** On its event loop, which is faster for a model as small as this. */
    LOOP
  }

  @Override
  public Optional<String> missing() {
    return Programs.ask(PYTHON, "-c", VERSIONS).isPresent()
        ? Optional.empty()
        : Optional.of(
            PYTHON
                + " lacks a module (apt-get install python3-fastapi python3-uvicorn python3-uvloop"
                + " python3-httptools python3-sklearn)");
  }

  @Override
  public void prepare(Path folder) throws Exception {
    try (InputStream in = FastApi.class.getResourceAsStream("server.py")) {
      Files.write(
          folder.resolve("server.py"), Objects.requireNonNull(in, "server.py").readAllBytes());
    }
  }

  @Override
  public List<String> command(Path folder, int port) {
    return List.of(
        PYTHON,
        folder.resolve("server.py").toString(),
        ServedModel.coefficients(folder).toString(),
        Integer.toString(port),
        way.name());
  }

  @Override
  public Map<String, String> facts() throws Exception {
    String[] versions = Programs.ask(PYTHON, "-c", VERSIONS).orElse("").split(" ");
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> names = List.of("Python", "FastAPI", "uvicorn", "scikit-learn");
    for (int i = 0; i < Math.min(names.size(), versions.length); i++) {
      facts.put(names.get(i), versions[i]);
    }
    return facts;
  }
}
