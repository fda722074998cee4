package dev.slipway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes variants of a package's model. Names no type of the conversion itself, which is a part that
 * the launcher adds only for this command.
 */
@Command(
    name = "convert",
    sortOptions = false,
    description = {
      "Makes variants of a package's ONNX model: for TFLite, and with weights of 16",
      "or 8 bits. Each is compared with the model first, through predictors, on at",
      "least 1000 rows; one that misses the package's parity is not added. What was",
      "measured is printed, and stored in the package."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} convert --model my-model --to tflite --add",
      "  ${ROOT-COMMAND-NAME} convert --model my-model --add \\",
      "      --to tflite,onnx-fp16,onnx-int8 --parity metric",
      "  ${ROOT-COMMAND-NAME} convert --model model.onnx --to tflite --output my-model"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ConvertCommand implements Callable<Integer> {

  private static final int FEWEST_ROWS = 1_000;

  private final Console console;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "PACKAGE",
      description = {"The package: a folder; with --output also a zip or an", ".onnx file."})
  private Path source;

  @Option(
      names = "--to",
      required = true,
      split = ",",
      paramLabel = "TARGET",
      description = {
        "One or more of tflite, onnx-fp16 and onnx-int8, with",
        "commas between them: all are added, or none."
      })
  private List<String> targets;

  @Option(names = "--add", description = "Adds the variants to the package itself.")
  private boolean add;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = {"Writes a new package there: a folder, or a zip if it", "ends in .zip."})
  private @Nullable Path output;

  @Option(
      names = "--parity",
      paramLabel = "PARITY",
      description = {
        "How far answers may be from those of the model, instead",
        "of what the package states: exact, tolerance (rounding)",
        "or metric (anything), and then what was measured is",
        "stated; or with numbers, which are stated, as in",
        "metric:absolute=0.05,relative=0.1,label-agreement=0.99."
      })
  private @Nullable String parity;

  @Option(
      names = "--records",
      paramLabel = "FILE",
      description = {
        "Rows to compare with, besides golden records: .csv,",
        ".json, .jsonl or .parquet. More are made like them."
      })
  private @Nullable String records;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows, at least 1000; 1025 unless given.")
  private @Nullable Integer rows;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the rows that are made; 1 unless given.")
  private long seed = 1;

  @Option(names = "--json", description = "Prints the reports as JSON.")
  private boolean json;

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkOptions();
    ConvertRun run = new ConvertRun(console, source, targets);
    run.rows(rows, seed, records);
    run.parity(parity);
    run.execute(output, json);
    return ExitCode.OK.status();
  }

  private void checkOptions() {
    if (rows != null && rows < FEWEST_ROWS) {
      throw usage("Cannot compare " + rows + " rows, expected at least " + FEWEST_ROWS);
    }
    if (add == (output != null)) {
      throw usage(
          "Cannot convert "
              + source
              + ": expected either --add, which changes the package, or --output, which writes"
              + " another");
    }
    if (add && Files.isRegularFile(source)) {
      throw usage(
          "Cannot add to " + source + ": it is a file, expected a folder (say --output instead)");
    }
  }

  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
