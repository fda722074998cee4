package dev.slipway.oip.conformance;

import dev.slipway.http.InferenceServer;
import dev.slipway.testing.OnnxFile;
import java.nio.file.Path;
import java.time.Duration;

/** A server that has no faults, of the model {@code m}. */
final class SoundServer {

  private SoundServer() {}

  /** Starts it on a free port, with its model in a folder. */
  static InferenceServer start(Path folder) {
    return InferenceServer.builder()
        .port(0)
        .lameDuckTime(Duration.ZERO)
        .model("m", OnnxFile.logistic().write(folder.resolve("m.onnx")).toString())
        .start();
  }
}
