package dev.slipway.engine.tflite.djl;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * A model that DJL found, as an artefact.
 *
 * @param path what messages call it
 * @param bytes the file
 */
record FileArtefact(String path, ByteBuffer bytes) implements ModelArtefact {

  @Override
  public ModelFormat format() {
    return ModelFormat.TFLITE;
  }

  @Override
  public ByteBuffer content() {
    return bytes.asReadOnlyBuffer();
  }

  @Override
  public Set<String> files() {
    return Set.of(path);
  }

  @Override
  public Path directory() {
    throw new IllegalStateException("a TFLite model is one file and read from memory");
  }
}
