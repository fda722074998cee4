package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A job in a process of its own to which {@code strace} does something at a system call. */
final class TracedJob {

  private static final long SECONDS = 120;

  private TracedJob() {}

  /**
   * How a process ended.
   *
   * @param status 0 if the job succeeded
   * @param said what it wrote to either stream
   */
  record Ended(int status, String said) {}

  /**
   * Runs the job of {@link KilledJob} to its end.
   *
   * @param call the system call, counted in each thread
   * @param injected what happens to it, in the words of strace
   */
  static Ended run(String call, String injected, Path input, Path output) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e"));
    command.add("inject=" + call + ":" + injected);
    command.addAll(KilledJob.command(input, output, "never"));
    Path said = Files.createTempFile("slipway-traced", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(call + " " + injected).isTrue();
      return new Ended(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly();
      Files.delete(said);
    }
  }
}
