package dev.slipway.benchmarks.serving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Fastify with ONNX Runtime for Node, from npm, installed once into the user's cache.
 *
 * @param name see {@link Contender}
 * @param caches the folder in which it is installed, in a folder of its own
 */
public record Fastify(String name, Path caches) implements Contender {

  private static final Pattern DEPENDENCY =
      Pattern.compile("\"(fastify|onnxruntime-node)\": \"([0-9.]+)\"");

  /**
   * Returns the one in the cache of this user.
   *
   * @param name see {@link Contender}
   * @return the program
   */
  public static Fastify ofUser(String name) {
    return new Fastify(name, Path.of(System.getProperty("user.home"), ".cache", "slipway"));
  }

  @Override
  public Optional<String> missing() {
    return Programs.ask("node", "--version").isPresent()
            && Programs.ask("npm", "--version").isPresent()
        ? Optional.empty()
        : Optional.of("there is no node or no npm (install Node.js 20 or newer)");
  }

  private static String resource(String file) throws IOException {
    try (InputStream in = Fastify.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> versions() throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (MatchResult each : DEPENDENCY.matcher(resource("package.json")).results().toList()) {
      versions.put(each.group(1), each.group(2));
    }
    return versions;
  }

  private Path home() throws IOException {
    return caches.resolve("serving-fastify-" + String.join("-", versions().values()));
  }

  /** Installs into a folder that appears as a whole. */
  @Override
  public void prepare(Path folder) throws Exception {
    Path home = home();
    if (!Files.exists(home)) {
      Files.createDirectories(caches);
      Path part = Files.createTempDirectory(caches, home.getFileName() + ".");
      Files.writeString(part.resolve("package.json"), resource("package.json"));
      // Scripts of installation would fetch libraries for graphics processors.
      Programs.run(
          List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"),
          part,
          Map.of("ONNXRUNTIME_NODE_INSTALL", "skip"));
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.writeString(home.resolve("server.js"), resource("server.js"));
  }

  @Override
  public List<String> command(Path folder, int port) {
    try {
      return List.of(
          "node",
          home().resolve("server.js").toString(),
          ServedModel.onnx(folder).toString(),
          Integer.toString(port));
    } catch (IOException impossible) {
      throw new IllegalStateException("a resource of this program is missing", impossible);
    }
  }

  @Override
  public Map<String, String> facts() throws Exception {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Node", Programs.run(List.of("node", "--version"), caches, Map.of()));
    facts.putAll(versions());
    return facts;
  }
}
