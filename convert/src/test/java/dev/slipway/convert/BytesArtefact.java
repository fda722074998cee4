package dev.slipway.convert;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;

/** A model that is in memory only. */
record BytesArtefact(ModelFormat format, ByteBuffer content) implements ModelArtefact {

  static BytesArtefact of(ModelFormat format, byte[] bytes) {
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
    return new BytesArtefact(format, direct.put(bytes).flip().asReadOnlyBuffer());
  }

  @Override
  public ByteBuffer content() {
    return content.duplicate();
  }

  @Override
  public String path() {
    return "model." + format.id();
  }

  @Override
  public Set<String> files() {
    return Set.of(path());
  }

  @Override
  public Path directory() {
    return Path.of("");
  }
}
