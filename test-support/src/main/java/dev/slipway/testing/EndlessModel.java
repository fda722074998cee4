package dev.slipway.testing;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.file.Path;
import java.util.List;

/** A model that counts to its input in a loop: {@code trips} [1] in, {@code sum} [1] out. */
public final class EndlessModel {

  private EndlessModel() {}

  /** Writes the model and returns the file. */
  public static Path write(Path file) {
    OnnxMl.GraphProto body =
        new OnnxFile()
            .input("i", DataType.INT64)
            .input("go", DataType.BOOL)
            .input("sum_in", DataType.INT64, 1)
            .output("go_out", DataType.BOOL)
            .output("sum_out", DataType.INT64, 1)
            .node("Identity", List.of("go"), List.of("go_out"))
            .node("Add", List.of("sum_in", "one"), List.of("sum_out"))
            .graph();
    return new OnnxFile()
        .input("trips", DataType.INT64, 1)
        .output("sum", DataType.INT64, 1)
        .longs("one", List.of(1L), 1)
        .longs("zero", List.of(1L), 0)
        .node(
            "Loop",
            List.of("trips", "", "zero"),
            List.of("sum"),
            List.of(OnnxFile.attribute("body", body)))
        .write(file);
  }
}
