package dev.slipway.engine.tflite;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;

/**
 * Runs TFLite models on TensorFlow Lite with XNNPACK. An execution is an interpreter of its own,
 * which reads inputs where callers write them; it makes room for its tensors again only when a
 * shape changes.
 *
 * <p>Inputs and outputs have the names of the model's signature, or those of its tensors if it has
 * none. Numbers that a model holds as {@code INT8}, {@code UINT8} or {@code INT16} with one scale
 * and one zero point are {@code FLOAT32} to callers: what goes in is rounded to the nearest integer
 * that stands for it (halves away from 0, the ends for what is beyond them; NaN fails), what comes
 * out is what the integers stand for. So the variants of a model have the same signature. Floating
 * numbers below the normal ones count as 0. A model that keeps values between calls begins each
 * call as if it were the first.
 *
 * <p>Settings, beside the number of threads:
 *
 * <ul>
 *   <li>{@code signature}: which of the model's signatures is called; the only one, or {@code
 *       serving_default}, by default
 *   <li>{@code quantised-numbers}: {@code real} (the default) as above, or {@code raw} for the
 *       integers themselves
 *   <li>{@code xnnpack}: whether XNNPACK's kernels run what they can; {@code true} by default
 * </ul>
 *
 * <p>Stateless and thread-safe.
 */
public final class TfliteEngineProvider implements EngineProvider {

  static final String ID = "tflite";

  /** Creates the provider; loads no native code. */
  public TfliteEngineProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean supports(ModelFormat format) {
    return format.equals(ModelFormat.TFLITE);
  }

  /**
   * Returns the version of the native library, which is started if it has not been.
   *
   * @return as the library says it
   * @throws dev.slipway.EngineException if it does not start here
   */
  public static String version() {
    return NativeLibrary.start("TensorFlow Lite");
  }

  @Override
  public LoadedModel load(ModelArtefact artefact, EngineOptions options) {
    return ModelLoading.load(artefact, Settings.of(artefact.path(), options));
  }
}
