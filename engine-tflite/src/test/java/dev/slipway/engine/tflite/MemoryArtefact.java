package dev.slipway.engine.tflite;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import dev.slipway.testing.TfliteFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * A model in memory.
 *
 * @param bytes the model
 */
record MemoryArtefact(byte[] bytes) implements ModelArtefact {

  static final String PATH = "model.tflite";

  static LoadedModel load(TfliteFile file) {
    return load(file, EngineOptions.defaults());
  }

  static LoadedModel load(TfliteFile file, EngineOptions options) {
    return new TfliteEngineProvider().load(new MemoryArtefact(file.bytes()), options);
  }

  @Override
  public ModelFormat format() {
    return ModelFormat.TFLITE;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public ByteBuffer content() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public Set<String> files() {
    return Set.of(PATH);
  }

  @Override
  public Path directory() {
    return Path.of("");
  }
}
