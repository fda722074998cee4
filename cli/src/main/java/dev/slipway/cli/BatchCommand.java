package dev.slipway.cli;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.batch.BatchReport;
import dev.slipway.batch.Compression;
import dev.slipway.batch.FileFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores files of any size. */
@Command(
    name = "batch",
    sortOptions = false,
    description = {
      "Scores Parquet, CSV and JSON lines files of any size.",
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
      "      --output scored.parquet --json",
      "  ${ROOT-COMMAND-NAME} batch --model my-model --input 'day/*.csv' \\",
      "      --output scored.jsonl.gz --on-bad-row reject --rejects bad.csv"
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
      description = "Files: paths, folders, or patterns with *, ?, [a-z] and **.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PATH",
      description = "One file, or with a / at its end a new folder with a file for each input.")
  private String output;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      converter = BatchFormatConverter.class,
      description = {
        "parquet, csv or jsonl. Unless given, as the files' names",
        "say, parquet if they say nothing."
      })
  private @Nullable FileFormat inputFormat;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      converter = BatchFormatConverter.class,
      description = {
        "parquet, csv or jsonl. Unless given, as --output's name",
        "says; for a folder, as the input."
      })
  private @Nullable FileFormat outputFormat;

  @Option(
      names = "--compression",
      paramLabel = "CODEC",
      converter = CompressionConverter.class,
      description = {
        "Of the output: none or gzip; for parquet also snappy and",
        "zstd. Unless given snappy for parquet, else as the name."
      })
  private @Nullable Compression compression;

  @Mixin private CsvOption csv;

  @Option(
      names = "--on-bad-row",
      arity = "1",
      paramLabel = "fail|reject",
      converter = BadRowConverter.class,
      description = {
        "What a bad row does: fail the job (unless given), or go",
        "to the file of --rejects with its place and the reason."
      })
  private Boolean rejecting = false;

  @Option(
      names = "--rejects",
      paramLabel = "PATH",
      description = "Where bad rows go: a .jsonl, .csv or .parquet file.")
  private @Nullable String rejects;

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
    if (rejecting != (rejects != null)) {
      throw new CommandException(
          ExitCode.USAGE,
          rejecting
              ? "Cannot reject bad rows: there is no place for them (say --rejects PATH)"
              : "Cannot use --rejects: bad rows fail the job (say --on-bad-row reject)");
    }
    BatchReport report;
    Optional<String> signer;
    try (Predictor predictor = model.open(console);
        ProgressDisplay progress = ProgressDisplay.of(console, "Scoring")) {
      signer = predictor.model().signer();
      report = InterruptibleRun.of(job(predictor).progress(progress).build());
    }
    print(report);
    if (!json) {
      signer.ifPresent(name -> console.line("Signed:  by " + name));
    }
  }

  private BatchJob.Builder job(Predictor predictor) {
    BatchJob.Builder job = BatchJob.builder().predictor(predictor).output(output);
    inputs.forEach(job::input);
    job.csv(csv.options());
    if (inputFormat != null) {
      job.inputFormat(inputFormat);
    }
    if (outputFormat != null) {
      job.outputFormat(outputFormat);
    }
    if (compression != null) {
      job.compression(compression);
    }
    if (rejects != null) {
      job.rejects(Path.of(rejects));
    }
    return threads == null ? job : job.threads(threads);
  }

  private void print(BatchReport report) {
    if (json) {
      console.line(BatchTotals.json(report));
      return;
    }
    console.line("Scored " + report.rows() + " records of " + files(report.inputFiles()));
    if (rejects != null) {
      console.line("Bad rows: " + report.rejectedRows() + " (" + rejects + ")");
    }
    console.line(BatchTotals.speed(report));
    console.line("Answers: " + report.output() + " (" + files(report.outputFiles()) + ")");
    console.line("Model:   " + report.version());
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : String.format(Locale.ROOT, "%d files", count);
  }
}
