package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops a batch job as a person and as a system do. */
@DisplayName("A batch job that is told to stop")
class StoppedProcessTest {

  private static final int COPIES = 40;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} to a job into {2}")
  @CsvSource({"INT, 130, out.parquet", "TERM, 143, out.parquet", "TERM, 143, out.csv"})
  @DisplayName("stops soon, leaves nothing, and tells that by its status")
  void stopped(String signal, int status, String name) throws Exception {
    Path output = folder.resolve(name);
    Path err = folder.resolve("err.txt");
    Process job =
        new ProcessBuilder(command(output))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> !job.isAlive() || files().stream().anyMatch(StoppedProcessTest::isPart));
      assertThat(job.isAlive()).as(Files.readString(err)).isTrue();

      new ProcessBuilder("kill", "-" + signal, String.valueOf(job.pid())).start().waitFor();

      assertThat(job.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      job.destroyForcibly();
    }
    assertThat(job.exitValue()).as(Files.readString(err)).isEqualTo(status);
    assertThat(files()).containsExactly("err.txt");
    assertThat(err).content().doesNotContain("\tat ");
  }

  private static boolean isPart(String name) {
    return name.endsWith(".slipway-tmp");
  }

  private static List<String> command(Path output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Dslipway.home=" + Slip.HOME, "dev.slipway.cli.Main"));
    command.addAll(List.of("batch", "--threads", "1", "-m", Slip.FLIGHT_DELAY));
    command.addAll(List.of("-o", output.toString(), "-i"));
    command.addAll(Collections.nCopies(COPIES, Slip.FLIGHTS.toString()));
    return command;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
