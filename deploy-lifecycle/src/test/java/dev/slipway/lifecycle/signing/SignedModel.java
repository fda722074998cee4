package dev.slipway.lifecycle.signing;

import dev.slipway.testing.ModelKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small package to sign. */
final class SignedModel {

  private SignedModel() {}

  static void write(Path folder) throws IOException {
    ModelKinds.sum().write(folder.resolve("model.onnx"));
    Files.writeString(
        folder.resolve("slipway.yaml"), "format: slipway/1\nname: m\nmodel: model.onnx\n");
  }
}
