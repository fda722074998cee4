package dev.slipway.http;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.testing.EndlessModel;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packages of models that do what models should not. */
final class Models {

  /** Rounds of {@link #endless} that no test waits for. */
  static final String FOR_EVER = trips(Long.MAX_VALUE);

  private Models() {}

  /** Counts to its input. */
  static Path endless(Path folder) {
    return EndlessModel.write(folder.resolve("endless.onnx"));
  }

  static String trips(long count) {
    return "{\"inputs\":[{\"name\":\"trips\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":["
        + count
        + "]}]}";
  }

  /** Takes a place of four things: others are a fault of the engine. */
  static Path failing(Path folder) {
    return new OnnxFile()
        .input("place", DataType.INT64, OnnxFile.FREE, 1)
        .output("thing", DataType.FLOAT, OnnxFile.FREE, 1)
        .floats("things", List.of(4L), 1, 2, 3, 4)
        .node("Gather", List.of("things", "place"), List.of("thing"))
        .write(folder.resolve("failing.onnx"));
  }

  /** Divides by its input. */
  static Path dividing(Path folder) {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 1)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .node("Div", List.of("x", "x"), List.of("y"))
        .write(folder.resolve("dividing.onnx"));
  }

  /** Adds a number to its input; a version whose label is that number. */
  static Path adding(Path folder, int number) throws IOException {
    Path target = Files.createDirectories(folder.resolve("adding-" + number));
    new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 1)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .floats("number", List.of(1L), number)
        .node("Add", List.of("x", "number"), List.of("y"))
        .write(target.resolve("model.onnx"));
    Files.writeString(
        target.resolve("slipway.yaml"),
        "format: slipway/1\nname: adding\nversion: " + number + "\nmodel: model.onnx\n");
    return target;
  }
}
