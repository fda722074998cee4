package dev.slipway.tck;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** What a model may have beside its main file. */
  private static final List<String> MORE =
      List.of(
          "weights.bin", "variables/variables.index", "variables/variables.data-00000-of-00001");

  private static final String SAVED_MODEL = "saved_model.pb";

  static ReferenceArtefact of(ReferenceModel model, ModelFormat format, Path directory) {
    boolean saved = format.equals(ModelFormat.SAVED_MODEL);
    String main = saved ? SAVED_MODEL : "model." + format.id();
    String folder = model.folder() + (saved ? "/savedmodel/" : "/");
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(main, Resources.read(folder + main));
    for (String file : MORE) {
      if (Resources.exists(folder + file)) {
        contents.put(file, Resources.read(folder + file));
      }
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

  /** Makes a new copy at each call, since others may read an older one at the same time. */
  @Override
  public Path directory() {
    try {
      Path copies = Files.createTempDirectory(directory, "copy");
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        Path copy = copies.resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.write(copy, file.getValue());
      }
      return copies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
