package dev.slipway.cli;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.batch.BatchReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores Parquet files of any size. */
@Command(
    name = "batch",
    sortOptions = false,
    description = {
      "Scores Parquet files of any size.",
      "The output has all columns of the input, the answers, and which model version made them.",
      "It appears as a whole when all is done, or not at all."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} batch --model my-model --input flights.parquet \\",
      "      --output scored.parquet",
      "  ${ROOT-COMMAND-NAME} batch --model my-model --input 'lake/2024-*/*.parquet' \\",
      "      --output scored/",
      "  ${ROOT-COMMAND-NAME} batch --model my-model --input day.parquet \\",
      "      --output scored.parquet --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class BatchCommand implements Runnable {

  private final Console console;

  @Mixin private ModelOption model;

  @Option(
      names = {"-i", "--input"},
      required = true,
      arity = "1..*",
      paramLabel = "GLOB",
      description = "Parquet files: paths, folders, or patterns with *, ?, [a-z] and **.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PATH",
      description = "One file, or with a / at its end a new folder with a file for each input.")
  private String output;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads read, score and write; one for each processor unless given.")
  private @Nullable Integer threads;

  @Option(names = "--json", description = "Prints the totals as JSON.")
  private boolean json;

  BatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (threads != null && (threads < 1 || threads > BatchJob.MOST_THREADS)) {
      throw new CommandException(
          ExitCode.USAGE,
          "Cannot run on " + threads + " threads, expected 1 to " + BatchJob.MOST_THREADS);
    }
    BatchReport report;
    try (Predictor predictor = model.open(console);
        ProgressDisplay progress = ProgressDisplay.of(console, "Scoring")) {
      report = InterruptibleRun.of(job(predictor).progress(progress).build());
    }
    print(report);
  }

  private BatchJob.Builder job(Predictor predictor) {
    BatchJob.Builder job = BatchJob.builder().predictor(predictor).output(output);
    inputs.forEach(job::input);
    return threads == null ? job : job.threads(threads);
  }

  private void print(BatchReport report) {
    if (json) {
      console.line(BatchTotals.json(report));
      return;
    }
    console.line("Scored " + report.rows() + " records of " + files(report.inputFiles()));
    console.line(BatchTotals.speed(report));
    console.line("Answers: " + report.output() + " (" + files(report.outputFiles()) + ")");
    console.line("Model:   " + report.version());
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : String.format(Locale.ROOT, "%d files", count);
  }
}
