package dev.slipway.cli;

import dev.slipway.CallOptions;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.batch.CsvOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers the rows of one file or of standard input. */
@Command(
    name = "predict",
    sortOptions = false,
    description = {
      "Answers the rows of a file or of standard input.",
      "The file must fit into memory; 'slipway batch' has no such limit."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} predict --model my-model --input rows.csv",
      "  ${ROOT-COMMAND-NAME} predict --model my-model --input rows.csv \\",
      "      --output answers.parquet --with-input",
      "  ${ROOT-COMMAND-NAME} predict --model my-model --input rows.jsonl \\",
      "      --param threshold=0.7 --timeout 500ms",
      "  echo '{\"x\": 1.5}' | ${ROOT-COMMAND-NAME} predict --model model.onnx --input -",
      "",
      "A tensor input is given as JSON, with its rows:",
      "  {\"image\": [[[0.1, 0.2], [0.3, 0.4]]]}",
      "A tensor output of k numbers a row is k columns name_0, name_1, …",
      "in CSV and a list elsewhere."
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class PredictCommand implements Runnable {

  private final Console console;

  @Mixin private ModelOption model;

  @Option(
      names = {"-i", "--input"},
      required = true,
      paramLabel = "FILE|-",
      description =
          "The rows: a .csv, .json, .jsonl or .parquet file (texts also with .gz), or - for standard input.")
  private String input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the answers go; standard output unless given.")
  private @Nullable String output;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      converter = TableFormatConverter.class,
      description = {
        "Of the answers: csv, json, jsonl or parquet.",
        "Unless given, as --output's name says, else as the",
        "input (csv for parquet)."
      })
  private @Nullable TableFormat format;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      converter = TableFormatConverter.class,
      description = {
        "Of the rows. Unless given, as the file's name says;",
        "standard input is JSON if it starts with { or [,",
        "else CSV."
      })
  private @Nullable TableFormat inputFormat;

  @Mixin private CsvOption csv;

  @Option(names = "--with-input", description = "Writes the input's columns before the answers.")
  private boolean withInput;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "A parameter of the model; several may be given. Lists: NAME=1,2,3.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeoutConverter.class,
      description = "How long the answers may take, as 500ms, 2s or 1m.")
  private @Nullable Duration timeout;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (TableSource source = TableSource.open(input, inputFormat, format, console)) {
      TableTarget target = TableTarget.of(output, format, source.format(), console);
      target.checkIsNot(input);
      CsvOptions csvOptions =
          csv.options(source.format() == TableFormat.CSV, target.format() == TableFormat.CSV);
      try (Predictor predictor = model.open(console)) {
        Table rows = source.read(predictor.model().signature(), csvOptions);
        CallOptions options = CallParams.set(params, predictor.model().signature(), options());
        Prediction prediction = predictor.predict(rows, options);
        RejectedRows.throwIfAny(prediction);
        Table answers = prediction.answers();
        target.write(withInput ? BothTables.of(rows, answers) : answers, csvOptions);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private CallOptions options() {
    CallOptions defaults = CallOptions.defaults();
    return timeout == null ? defaults : defaults.withTimeout(timeout);
  }
}
