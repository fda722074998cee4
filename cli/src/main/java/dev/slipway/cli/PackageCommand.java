package dev.slipway.cli;

import dev.slipway.Parity;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.PackageBuilder;
import dev.slipway.core.PackageReport;
import dev.slipway.core.ParityMeasurement;
import dev.slipway.core.RowSettings;
import dev.slipway.lifecycle.ModelUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how equal a model's answers are and writes it into its package. */
@Command(
    name = "package",
    sortOptions = false,
    description = {
      "Checks a model package, measures how equal its answers are alone and in",
      "batches, and writes what it found into slipway.yaml: the parity, and how the",
      "model must be run to keep it. Nothing else in the package changes, but its",
      "digest does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} package my-model",
      "  ${ROOT-COMMAND-NAME} package model.onnx --output my-model",
      "  ${ROOT-COMMAND-NAME} package my-model --output my-model.zip \\",
      "      --records rows.parquet",
      "  ${ROOT-COMMAND-NAME} package my-model --check --parity exact"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class PackageCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = {
        "The package: a folder; with --output or --check",
        "also a zip, an .onnx or .tflite file, or models:/… of",
        "a registry."
      })
  private String model;

  @Mixin private RegistryOption registry;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = {
        "Writes a new package there: a folder, or a zip if it",
        "ends in .zip. Without it the package itself changes."
      })
  private @Nullable Path output;

  @Option(
      names = "--parity",
      paramLabel = "LEVEL",
      converter = ParityLevelConverter.class,
      description = {
        "The weakest level that will do: exact, tolerance or",
        "metric. A weaker one restricts batches and threads",
        "less. Unless given, the strictest that holds."
      })
  private Parity.@Nullable Level parity;

  @Option(
      names = "--records",
      paramLabel = "FILE",
      description = {
        "Rows to measure with: .csv, .json, .jsonl or .parquet.",
        "Without them, and without golden records and an input",
        "example, rows are made from the signature."
      })
  private @Nullable String records;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = {
        "How many rows, however long that takes. Unless given,",
        "1025, or fewer for a slow model."
      })
  private @Nullable Integer rows;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the rows that are made; 1 unless given.")
  private long seed = 1;

  @Option(
      names = "--check",
      description = {"Writes nothing: fails if what the package states does", "not hold."})
  private boolean check;

  @Option(names = "--engine", paramLabel = "ID", description = "The engine that runs the model.")
  private @Nullable String engine;

  @Mixin private EngineSettings settings;

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Mixin private TrustOption trust;

  PackageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkOptions();
    Path source = registry.pin(model, console).location();
    try {
      PackageReport report = run(source, new PackageBuilder(measurement(), trust.policy()));
      console.text(json ? PackageJson.of(report, check) + "\n" : PackageText.of(report, check));
      return report.parity().holds() ? ExitCode.OK.status() : failed(report);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void checkOptions() {
    if (rows != null && rows < RowSettings.FEWEST_ROWS) {
      throw usage("Cannot measure " + rows + " rows, expected at least " + RowSettings.FEWEST_ROWS);
    }
    if (check && output != null) {
      throw usage("Cannot write " + output + ": --check writes nothing (leave one of them out)");
    }
    boolean registered = ModelUri.matches(model);
    if (!check && output == null && registered) {
      throw usage(
          "Cannot package "
              + model
              + " in place: what is registered does not change (say --output, or --check)");
    }
    if (!check && output == null && Files.isRegularFile(Path.of(model))) {
      throw usage(
          "Cannot package "
              + model
              + " in place: it is a file, expected a folder (say --output, or --check)");
    }
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  private PackageReport run(Path source, PackageBuilder builder) throws IOException {
    if (check) {
      return builder.check(source);
    }
    return output == null ? builder.inPlace(source) : builder.write(source, output);
  }

  private ParityMeasurement measurement() {
    RowSettings rowSettings = RowSettings.defaults().withSeed(seed);
    rowSettings = rows == null ? rowSettings : rowSettings.withRows(rows);
    rowSettings = records == null ? rowSettings : rowSettings.withRecords(this::read);
    ParityMeasurement.Builder builder =
        ParityMeasurement.builder().rows(rowSettings).engineOptions(settings.options());
    if (parity != null) {
      builder.require(parity);
    }
    if (engine != null) {
      builder.engine(engine);
    }
    return builder.build();
  }

  private Table read(Signature signature) {
    String file = String.valueOf(records);
    try (TableSource rowsOfFile = TableSource.open(file, null, null, console)) {
      return rowsOfFile.read(signature);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private int failed(PackageReport report) {
    console.err().println("slipway: " + PackageText.failure(report));
    return ExitCode.PACKAGE.status();
  }
}
