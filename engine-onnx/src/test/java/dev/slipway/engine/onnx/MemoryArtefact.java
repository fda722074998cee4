package dev.slipway.engine.onnx;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * A model in memory, with what stands beside it in a directory.
 *
 * @param bytes the model
 * @param directory where its other files are
 * @param files the names of the files, the model's own {@code model.onnx} among them
 */
record MemoryArtefact(ByteBuffer bytes, Path directory, Set<String> files)
    implements ModelArtefact {

  static final String PATH = "model.onnx";

  static MemoryArtefact of(byte[] bytes) {
    return new MemoryArtefact(ByteBuffer.wrap(bytes), Path.of(""), Set.of(PATH));
  }

  @Override
  public ModelFormat format() {
    return ModelFormat.ONNX;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public ByteBuffer content() {
    return bytes.asReadOnlyBuffer();
  }
}
