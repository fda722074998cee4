package dev.slipway.engine.tensorflow;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;

/**
 * Runs SavedModels on TensorFlow. Executions share the session of their model, with its variables,
 * and run operators one after the other on the caller's thread. Inputs and outputs have the names
 * of a signature of the model, in the order of these names.
 *
 * <p>A SavedModel is a program: its graph can read and write files. So none is loaded unless the
 * caller, not the package, allows it; and then every operator that a call, the initialisation or
 * the reading of variables runs must be one that only computes, or be allowed by name. Calls cannot
 * be cancelled.
 *
 * <p>Settings, beside the number of threads that work on one operator:
 *
 * <ul>
 *   <li>{@code allow-savedmodel}: {@code true} to load one at all; {@code false} by default
 *   <li>{@code allow-operators}: operators, separated by commas, that may run though they do more
 *       than compute; none by default
 *   <li>{@code signature}: which of the model's signatures is called; the only one, or {@code
 *       serving_default}, by default
 * </ul>
 *
 * <p>The native library is unpacked when the first model is loaded, once for all processes of a
 * user; nothing is fetched. Stateless and thread-safe.
 */
public final class TensorflowEngineProvider implements EngineProvider {

  static final String ID = "tensorflow";

  /** Creates the provider; loads no native code. */
  public TensorflowEngineProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean supports(ModelFormat format) {
    return format.equals(ModelFormat.SAVED_MODEL);
  }

  @Override
  public boolean isOwn(ModelFormat format) {
    return supports(format);
  }

  /**
   * Returns the version of the native library, which is started if it has not been.
   *
   * @return as the library says it
   * @throws dev.slipway.EngineException if it does not start here
   */
  public static String version() {
    return NativeRuntime.start("TensorFlow");
  }

  @Override
  public LoadedModel load(ModelArtefact artefact, EngineOptions options) {
    return ModelLoading.load(artefact, Settings.of(artefact.path(), options));
  }
}
