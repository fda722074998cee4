package dev.slipway.tck;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files in memory as an artefact, with copies in a directory for engines that ask for it.
 *
 * @param format what they are
 * @param path the main file
 * @param contents the bytes of each file
 * @param directory where copies go
 */
record ReferenceArtefact(
    ModelFormat format, String path, Map<String, byte[]> contents, Path directory)
    implements ModelArtefact {

  private static final String WEIGHTS = "weights.bin";

  static ReferenceArtefact of(ReferenceModel model, ModelFormat format, Path directory) {
    String main = "model." + format.id();
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(main, Resources.read(model.folder() + "/" + main));
    if (Resources.exists(model.folder() + "/" + WEIGHTS)) {
      contents.put(WEIGHTS, Resources.read(model.folder() + "/" + WEIGHTS));
    }
    return new ReferenceArtefact(format, main, contents, directory);
  }

  /** Returns this artefact with other bytes in its main file. */
  ReferenceArtefact withMain(byte[] bytes) {
    Map<String, byte[]> changed = new LinkedHashMap<>(contents);
    changed.put(path, bytes);
    return new ReferenceArtefact(format, path, changed, directory);
  }

  /** Returns the bytes of the main file. */
  byte[] main() {
    return contents.getOrDefault(path, new byte[0]);
  }

  @Override
  public ByteBuffer content() {
    return ByteBuffer.wrap(main()).asReadOnlyBuffer();
  }

  @Override
  public Set<String> files() {
    return contents.keySet();
  }

  @Override
  public Path directory() {
    try {
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        Files.write(directory.resolve(file.getKey()), file.getValue());
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
