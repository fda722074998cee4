package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the command as a process of its own, from a folder with spaces, by a script that stands for
 * the launcher: it starts what this build has compiled, so that no test builds anything.
 */
@DisplayName("The command as a process")
class ProcessTest {

  @TempDir Path temporary;
  private Path folder;

  /** What a process did. */
  record Result(int status, String out, String err) {}

  @BeforeEach
  void writeScript() throws IOException {
    folder = Files.createDirectory(temporary.resolve("two words"));
    Path script = folder.resolve("slipway");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '"
            + java()
            + "' "
            + nativeAccess()
            + " -Dslipway.command=\"$0\" -Dslipway.home='"
            + Slip.HOME
            + "' dev.slipway.cli.Main \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the manifest of the command's jar does for the launcher. */
  private static String nativeAccess() {
    return Runtime.version().feature() >= 21 ? "--enable-native-access=ALL-UNNAMED" : "";
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Result shell(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(List.of("bash", "-c", "set -o pipefail; " + script), environment);
  }

  private Result run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path err = temporary.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(err.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, Files.readString(err));
  }

  @Test
  @DisplayName("shows an example that works when it is pasted")
  void pastedExample() throws IOException, InterruptedException {
    copyModel(folder.resolve("my model"));
    Result shown = shell("./slipway inspect 'my model'", Map.of());
    assertThat(shown.status()).as(shown.err()).isZero();
    String example = shown.out().substring(shown.out().indexOf("Try it:") + 8).strip();

    Result pasted = shell(example, Map.of());

    assertThat(pasted.err()).isEmpty();
    assertThat(pasted.status()).isZero();
    assertThat(pasted.out()).contains("\"probability\":");
  }

  private static void copyModel(Path target) throws IOException {
    Files.createDirectory(target);
    try (var files = Files.list(Path.of(Slip.FLIGHT_DELAY))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  @DisplayName("is quiet when the reader of its output goes away")
  void closedPipe() throws IOException, InterruptedException {
    Result result = shell("./slipway completion | head -n 1", Map.of());

    assertThat(result.out()).isEqualTo("#!/usr/bin/env bash\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  @DisplayName("tells once where its output cannot be written")
  void fullOutput() throws IOException, InterruptedException {
    Result result = shell("./slipway completion > /dev/full", Map.of());

    assertThat(result.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("slipway: Cannot write to standard output: No space");
    Result answers =
        shell(
            "./slipway predict -i '"
                + Files.writeString(folder.resolve("rows.json"), Slip.FLIGHT)
                + "' -m '"
                + Slip.FLIGHT_DELAY
                + "' > /dev/full",
            Map.of());
    assertThat(answers.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(answers.err().lines()).hasSize(1);
  }

  @Test
  @DisplayName("writes UTF-8 whatever the locale")
  void locale() throws IOException, InterruptedException {
    String rows = "date,distance,origin,destination\\n2001-01-01T00:01:00,2176,Zürich,東京\\n";
    Result result =
        shell(
            "printf '"
                + rows
                + "' | ./slipway predict --with-input -i - -m '"
                + Slip.FLIGHT_DELAY
                + "'",
            Map.of("LC_ALL", "POSIX"));

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("Zürich,東京");
  }

  @Test
  @DisplayName("predicts in a JVM whose command line is 20 kB long")
  void longCommandLine() throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path") + ":/" + "x".repeat(20_000);
    Path input = Files.writeString(folder.resolve("flight.json"), Slip.FLIGHT);

    Result result =
        run(
            List.of(
                java(),
                "-cp",
                classPath,
                "dev.slipway.cli.Main",
                "predict",
                "--model",
                Slip.FLIGHT_DELAY,
                "--input",
                input.toString()),
            Map.of());

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).contains("\"probability\":");
  }

  @Test
  @DisplayName("ends with the status of its error")
  void status() throws IOException, InterruptedException {
    Result result = shell("./slipway inspect 'no model'", Map.of());

    assertThat(result.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("slipway: Cannot ").contains("no model");
  }
}
