package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CommandLineTest {

  /** Standard output whose reader is gone, or whose disk is full. */
  private static final class FailingStream extends OutputStream {

    private final String message;

    FailingStream(String message) {
      this.message = message;
    }

    @Override
    public void write(int value) throws IOException {
      throw new IOException(message);
    }
  }

  @Test
  @DisplayName("called alone shows the help")
  void alone() {
    Slip.Result result = Slip.way();

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("demo", "inspect", "predict", "batch", "package", "completion");
    assertThat(result.out()).containsPattern("Exit codes:\\n +0 +all is well\\n");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "inspect", "predict", "batch", "package", "completion"})
  @DisplayName("shows help with examples for every command")
  void helpOfCommand(String command) {
    Slip.Result result = Slip.way(command, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Usage: slipway " + command, "Example");
    assertThat(result.out()).contains("  slipway " + command);
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  @DisplayName("tells its version and Java's")
  void version() {
    Slip.Result result = Slip.way("--version");

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("slipway 0.").contains("Java " + Runtime.version());
  }

  @Test
  @DisplayName("names the option that a misspelt one may mean")
  void misspeltOption() {
    Slip.Result result = Slip.way("predict", "--modle", "x", "--input", "y.csv");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            """
            slipway predict: Unknown option '--modle' (did you mean --model?)
            'slipway predict --help' shows what it takes.
            """);
  }

  @Test
  @DisplayName("names the command that a misspelt one may mean")
  void misspeltCommand() {
    Slip.Result result = Slip.way("predcit");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("slipway: Unknown command 'predcit' (did you mean predict");
  }

  @Test
  @DisplayName("lists every option that is missing")
  void missingOptions() {
    Slip.Result result = Slip.way("batch");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--model=MODEL", "--input=GLOB", "--output=PATH");
  }

  @Test
  @DisplayName("takes what follows -- as it is, also if it starts with a dash")
  void doubleDash() {
    Slip.Result result = Slip.way("inspect", "--", "--json");

    assertThat(result.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(result.err()).contains("--json");
  }

  @Test
  @DisplayName("shows a stack trace only when asked to")
  void stackTrace() {
    assertThat(Slip.way("inspect", "no-such-model").err()).doesNotContain("\tat ");
    assertThat(Slip.way("inspect", "no-such-model", "--stacktrace").err()).contains("\tat ");
    assertThat(Slip.way("--stacktrace", "inspect", "no-such-model").err()).contains("\tat ");
  }

  @Test
  @DisplayName("prints a completion script for every command")
  void completion() {
    Slip.Result result = Slip.way("completion");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains(
            "#!/usr/bin/env bash",
            "inspect predict batch serve conformance package convert keygen sign verify-signature registry completion",
            "--with-input");
  }

  @Test
  @DisplayName("ends quietly when the reader of its output goes away")
  void closedPipe() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status = run(new FailingStream("Broken pipe"), err);

    assertThat(status).isEqualTo(141);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  @DisplayName("says so when its output cannot be written")
  void fullDisk() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status = run(new FailingStream("No space left on device"), err);

    assertThat(status).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("slipway: Cannot write to standard output: No space left on device\n");
  }

  private static int run(OutputStream out, OutputStream err) {
    Console console = Console.of(new ByteArrayInputStream(new byte[0]), out, err, false);
    return new CommandRun(console).execute("completion");
  }

  @Test
  @DisplayName("has an exit code of its own for everybody who may be at fault")
  void exitCodes() {
    assertThat(Arrays.stream(ErrorCode.Blame.values()).map(blame -> ExitCode.of(blame).status()))
        .containsExactly(3, 4, 5, 6);
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::status)).doesNotHaveDuplicates();
  }
}
