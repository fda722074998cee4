package dev.slipway.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of the demo.
 *
 * @param model the model package
 * @param flights the flights to score
 * @param scored where the scored flights go
 */
record DemoFiles(Path model, Path flights, Path scored) {

  static DemoFiles find() {
    Path home = Path.of(System.getProperty("slipway.home", ""));
    Path example = home.resolve("examples").resolve("flight-delay");
    DemoFiles files =
        new DemoFiles(
            example.resolve("model"),
            example.resolve("data").resolve("flights-125k.parquet"),
            home.resolve(".slipway").resolve("demo").resolve("flights-scored.parquet"));
    if (!Files.exists(files.model) || !Files.exists(files.flights)) {
      throw new CommandException(
          ExitCode.INPUT,
          "Cannot run the demo: there is no "
              + example.toAbsolutePath()
              + " with its model and data, expected a copy of the repository");
    }
    return files;
  }
}
