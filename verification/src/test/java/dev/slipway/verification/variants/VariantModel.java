package dev.slipway.verification.variants;

import dev.slipway.Column;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.testing.Networks;
import dev.slipway.testing.OnnxFile;
import dev.slipway.verification.FlightRows;
import dev.slipway.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Models of which all variants are made. */
enum VariantModel {
  LINEAR("a linear classifier of 40 features"),
  MLP("an MLP, 64-256-256-10"),
  CONVOLUTIONAL("a small convolutional network on 12 × 12 pixels"),
  FLIGHTS("flights with the flight delay package's steps, 140 features, an MLP of 32");

  private static final Path FLIGHTS_YAML =
      Repository.root().resolve("examples/flight-delay/model/slipway.yaml");

  private final String title;

  VariantModel(String title) {
    this.title = title;
  }

  /** Returns what it is, in words. */
  String title() {
    return title;
  }

  /** Returns the network, from {@code x} to {@code scores} and {@code label}. */
  OnnxFile network() {
    return switch (this) {
      case LINEAR -> Networks.linear();
      case MLP -> Networks.mlp();
      case CONVOLUTIONAL -> Networks.convolutional();
      case FLIGHTS -> Networks.dense(140, 32, 2);
    };
  }

  /** Writes what is packaged into a folder and returns it: a file, or for flights the folder. */
  Path write(Path folder) throws IOException {
    Path file = network().write(folder.resolve("model.onnx"));
    if (this != FLIGHTS) {
      return file;
    }
    List<String> manifest =
        Files.readAllLines(FLIGHTS_YAML).stream()
            .filter(line -> !line.startsWith("parity:") && !line.startsWith("execution:"))
            .map(line -> line.replace("pick: 1", "from: scores, pick: 1"))
            .toList();
    Files.write(folder.resolve("slipway.yaml"), manifest);
    return folder;
  }

  /** Returns rows that callers send, always the same ones. */
  Table rows(int count) {
    return switch (this) {
      case LINEAR -> numbers(Shape.of(40), count);
      case MLP -> numbers(Shape.of(64), count);
      case CONVOLUTIONAL -> numbers(Shape.of(1, 12, 12), count);
      case FLIGHTS -> FlightRows.first(count);
    };
  }

  private static Table numbers(Shape row, int count) {
    SplittableRandom random = new SplittableRandom(4);
    float[] values = new float[count * (int) row.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return Table.of(List.of("x"), List.of(Column.over(Tensor.of(row.ofRows(count), values))));
  }
}
