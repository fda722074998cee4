package dev.slipway.oip.conformance;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.http.InferenceServer;
import dev.slipway.testing.OnnxFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A server that has no faults, of the models {@code m}, of floats, and {@code half}, with floats of
 * 16 bits among others.
 */
final class SoundServer {

  private SoundServer() {}

  /** Starts it on a free port, with its models in a folder. */
  static InferenceServer start(Path folder) {
    return InferenceServer.builder()
        .port(0)
        .lameDuckTime(Duration.ZERO)
        .model("m", OnnxFile.logistic().write(folder.resolve("m.onnx")).toString())
        .model("half", half().write(folder.resolve("half.onnx")).toString())
        .start();
  }

  private static OnnxFile half() {
    OnnxFile model = new OnnxFile();
    for (DataType type : new DataType[] {DataType.FLOAT16, DataType.BFLOAT16, DataType.INT64}) {
      String name = type.name().toLowerCase(Locale.ROOT);
      model
          .input(name, type, OnnxFile.FREE, 2)
          .output("same_" + name, type, OnnxFile.FREE, 2)
          .node("Identity", List.of(name), List.of("same_" + name));
    }
    return model;
  }
}
