package dev.slipway.verification.onnx;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A model file by itself.
 *
 * @param file where it is
 * @param content its bytes
 * @param format its format
 */
record ModelFile(Path file, ByteBuffer content, ModelFormat format) implements ModelArtefact {

  static ModelFile of(Path file) throws IOException {
    return new ModelFile(
        file, ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer(), ModelFormat.ONNX);
  }

  @Override
  public String path() {
    return file.getFileName().toString();
  }

  @Override
  public Set<String> files() {
    return Set.of(path());
  }

  @Override
  public Path directory() {
    return file.resolveSibling("");
  }
}
