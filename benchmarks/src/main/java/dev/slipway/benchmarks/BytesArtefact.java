package dev.slipway.benchmarks;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * A TFLite model in memory.
 *
 * @param content the file
 */
record BytesArtefact(ByteBuffer content) implements ModelArtefact {

  @Override
  public ModelFormat format() {
    return ModelFormat.TFLITE;
  }

  @Override
  public String path() {
    return "model.tflite";
  }

  @Override
  public Set<String> files() {
    return Set.of(path());
  }

  @Override
  public Path directory() {
    throw new IllegalStateException("the model is in memory");
  }
}
