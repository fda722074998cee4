package dev.slipway.engine.tflite.djl;

import ai.djl.BaseModel;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.slipway.InvalidPackageException;
import dev.slipway.UnsupportedModelException;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.LoadedModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model of DJL. Options of loading: {@code intraOpNumThreads}, and the settings of {@link
 * TfliteEngineProvider}; others are refused.
 */
final class TfliteDjlModel extends BaseModel {

  private static final String SUFFIX = ".tflite";
  private static final String THREADS = "intraOpNumThreads";

  private @Nullable LoadedModel loaded;

  TfliteDjlModel(String name, NDManager manager) {
    super(name);
    this.manager = manager;
    manager.setName("TFLite model");
    this.dataType = DataType.FLOAT32;
  }

  @Override
  public void load(Path path, @Nullable String prefix, @Nullable Map<String, ?> options)
      throws IOException, MalformedModelException {
    setModelDir(path);
    load(ByteBuffer.wrap(Files.readAllBytes(file(path, prefix))), options);
  }

  @Override
  public void load(InputStream stream, @Nullable Map<String, ?> options)
      throws IOException, MalformedModelException {
    load(ByteBuffer.wrap(stream.readAllBytes()), options);
  }

  private void load(ByteBuffer content, @Nullable Map<String, ?> options)
      throws MalformedModelException {
    if (loaded != null || block != null) {
      throw new IllegalStateException("Cannot load " + modelName + ": it has a block already");
    }
    try {
      LoadedModel opened =
          new TfliteEngineProvider().load(new FileArtefact(modelName, content), options(options));
      loaded = opened;
      block = new TfliteSymbolBlock(opened);
      wasLoaded = true;
    } catch (InvalidPackageException | UnsupportedModelException e) {
      throw new MalformedModelException(e.getMessage(), e);
    }
  }

  private static EngineOptions options(@Nullable Map<String, ?> given) {
    EngineOptions options = EngineOptions.defaults();
    if (given == null) {
      return options;
    }
    for (Map.Entry<String, ?> option : given.entrySet()) {
      String value = String.valueOf(option.getValue());
      options =
          option.getKey().equals(THREADS)
              ? options.withIntraOpThreads(Integer.parseInt(value))
              : options.with(option.getKey(), value);
    }
    return options;
  }

  /** Finds the file: the path itself, or in it one by the prefix, the model's or folder's name. */
  private Path file(Path path, @Nullable String prefix) throws IOException {
    if (Files.isRegularFile(path)) {
      return path;
    }
    String[] names =
        prefix == null
            ? new String[] {modelName, path.getFileName().toString(), "model"}
            : new String[] {prefix};
    for (String name : names) {
      Path file = path.resolve(name.endsWith(SUFFIX) ? name : name + SUFFIX);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new FileNotFoundException(
        "Cannot load a model from %s: there is no %s in it"
            .formatted(path, String.join(SUFFIX + ", ", names) + SUFFIX));
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
    }
    super.close();
  }
}
