package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.ModelPackage;
import dev.slipway.lifecycle.ModelUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with an MLflow-speaking server, which must have understood every request in the end. */
abstract class WithServer {

  /** A package with golden records that states its parity. */
  static final Path FLIGHT = Path.of("..", "examples", "flight-delay", "model");

  @TempDir Path folder;

  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  MlflowServer server;
  MlflowRegistry registry;

  @BeforeEach
  void startServer() {
    server = new MlflowServer();
    registry = builder().build();
  }

  @AfterEach
  void stopServer() {
    registry.close();
    server.close();
    assertThat(server.violations).as("requests that MLflow does not understand").isEmpty();
  }

  /** A registry that waits for nothing, so that tests are quick. */
  MlflowRegistryBuilder builder() {
    return at(server.location());
  }

  MlflowRegistryBuilder at(String location) {
    return MlflowRegistry.at(location)
        .cache(folder.resolve("cache"))
        .retries(new MlflowRetries(3, Duration.ofMillis(100), Duration.ofSeconds(1)))
        .waiting(pauses::add)
        .notices(notices::add);
  }

  static ModelUri uri(String text) {
    return ModelUri.parse(text);
  }

  /** Returns the files of the flight package, and one in a folder. */
  static Map<String, byte[]> flight(String note) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : List.of("slipway.yaml", "model.onnx", "golden.jsonl")) {
      files.put(name, read(FLIGHT.resolve(name)));
    }
    files.put("notes/ä read me.txt", note.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes files below a folder. */
  static Path write(Path top, Map<String, byte[]> files) {
    files.forEach(
        (path, bytes) -> {
          try {
            Files.createDirectories(top.resolve(path).getParent());
            Files.write(top.resolve(path), bytes);
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
    return top;
  }

  /** Returns what the digest of a package with these files is. */
  String digest(Map<String, byte[]> files) {
    try {
      Path top = Files.createTempDirectory(folder, "digest");
      return ModelPackage.digest(write(top, files));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the files in a folder, by path. */
  static Map<String, byte[]> files(Path top) {
    Map<String, byte[]> files = new TreeMap<>();
    try (var all = Files.walk(top)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(top.relativize(file).toString(), read(file)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return files;
  }

  /** Asserts that a folder has exactly these files. */
  static void assertFiles(Path top, Map<String, byte[]> expected) {
    Map<String, byte[]> found = files(top);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((path, bytes) -> assertThat(found.get(path)).as(path).isEqualTo(bytes));
  }
}
