package dev.slipway.batch;

import dev.slipway.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A job in a process of its own that stops at a point, to be killed there. */
final class KilledJob {

  private KilledJob() {}

  /** Starts a process that makes a file named as input and point when it is there. */
  static Process start(Path input, Path output, String point) throws IOException {
    return new ProcessBuilder(command(input, output, point))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Returns the command line of such a process. */
  static List<String> command(Path input, Path output, String point) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-cp",
        System.getProperty("java.class.path"),
        KilledJob.class.getName(),
        input.toString(),
        output.toString(),
        point);
  }

  /** Returns the job; one from text rejects bad rows. */
  static BatchJob.Builder job(Path input, Path output) {
    BatchJob.Builder job =
        BatchJob.builder()
            .predictor(TestPredictor.arithmetic())
            .input(input.toString())
            .output(output);
    return input.toString().endsWith(".csv")
        ? job.rejects(output.resolveSibling(output.getFileName() + ".rejects.csv"))
        : job;
  }

  /** Runs the job; arguments are the input, the output and the point. */
  public static void main(String[] arguments) {
    String point = arguments[2];
    AtomicInteger chunks = new AtomicInteger();
    Predictor predictor =
        TestPredictor.arithmetic()
            .before(
                table -> {
                  int chunk = chunks.incrementAndGet();
                  if (point.equals("first-chunk") || (point.equals("tenth-chunk") && chunk == 10)) {
                    stop(arguments);
                  }
                });
    job(Path.of(arguments[0]), Path.of(arguments[1]))
        .predictor(predictor)
        .threads(1)
        .progress(
            progress -> {
              if (point.equals("all-scored") && progress.rows() == progress.totalRows()) {
                stop(arguments);
              }
            })
        .build()
        .run();
  }

  private static void stop(String[] arguments) {
    try {
      Files.createFile(Path.of(arguments[0] + "." + arguments[2]));
      new CountDownLatch(1).await();
    } catch (IOException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
