package dev.slipway.core.internal.pack.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.fixtures.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Replacing slipway.yaml")
class ManifestReplacementTest {

  private static final byte[] OLD = ManifestWriterProcess.content("old");
  private static final byte[] NEW = ManifestWriterProcess.content("new");

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void makePackage() throws IOException {
    folder = Files.createDirectory(parent.resolve("model"));
    Files.write(folder.resolve("slipway.yaml"), OLD);
  }

  private void assertWhole() throws IOException {
    assertThat(Fixtures.files(folder)).containsExactly(folder.resolve("slipway.yaml"));
    assertThat(Files.readAllBytes(folder.resolve("slipway.yaml"))).isIn(OLD, NEW);
  }

  @ParameterizedTest(name = "after {0} writings")
  @ValueSource(ints = {1, 2, 5, 12, 31, 64})
  @DisplayName("killed at any moment leaves the old file or the new one, and nothing else")
  void killed(int writings) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ManifestWriterProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (int line = 0; line < writings; line++) {
        assertThat(lines.readLine()).isEqualTo(String.valueOf(line));
      }
      writer.destroyForcibly().waitFor();
    } finally {
      writer.destroyForcibly();
    }
    assertWhole();
  }

  @Test
  @DisplayName("by two writers at once leaves the file of one of them, and readers see whole files")
  void twoWriters() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (byte[] content : List.of(OLD, NEW)) {
        Callable<Void> writer =
            () -> {
              for (int round = 0; round < 50; round++) {
                ManifestReplacement.write(folder, content);
              }
              return null;
            };
        running.add(writers.submit(writer));
      }
      while (!running.stream().allMatch(Future::isDone)) {
        assertWhole();
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertWhole();
    assertThat(parent.toFile().list()).containsExactly("model");
  }

  @Test
  @DisplayName("keeps the file's permissions, and leaves equal files alone")
  void permissions() throws IOException {
    Path file = folder.resolve("slipway.yaml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThat(ManifestReplacement.write(folder, OLD)).isFalse();
    assertThat(ManifestReplacement.write(folder, NEW)).isTrue();

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
  }

  @Test
  @DisplayName("fails with the reason where nothing can be written, and changes nothing")
  void unwritable() throws IOException {
    assertThatThrownBy(() -> ManifestReplacement.write(Path.of("/proc/sys"), NEW))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot write /proc/sys/slipway.yaml: ");
    Files.delete(folder.resolve("slipway.yaml"));
    Files.createDirectories(folder.resolve("slipway.yaml/x"));
    assertThatThrownBy(() -> ManifestReplacement.write(folder, NEW))
        .isInstanceOf(IOException.class);
    assertThat(parent.toFile().list()).containsExactly("model");
  }
}
