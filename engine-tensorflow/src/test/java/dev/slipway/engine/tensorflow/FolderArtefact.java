package dev.slipway.engine.tensorflow;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A SavedModel in a folder.
 *
 * @param directory the folder
 */
record FolderArtefact(Path directory) implements ModelArtefact {

  static final String PATH = "saved_model.pb";

  static LoadedModel load(Path folder) {
    return load(folder, TensorflowEngineContractTest.ALLOWED);
  }

  static LoadedModel load(Path folder, EngineOptions options) {
    return new TensorflowEngineProvider().load(new FolderArtefact(folder), options);
  }

  @Override
  public ModelFormat format() {
    return ModelFormat.SAVED_MODEL;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public ByteBuffer content() {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(directory.resolve(PATH))).asReadOnlyBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<String> files() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
