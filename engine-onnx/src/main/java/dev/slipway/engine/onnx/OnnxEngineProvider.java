package dev.slipway.engine.onnx;

import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import dev.slipway.spi.TracedModel;
import java.util.Optional;

/**
 * Runs ONNX models on ONNX Runtime. Inputs and outputs stay in place between the calls of an
 * execution wherever types and shapes allow it.
 *
 * <p>Settings, beside the number of threads:
 *
 * <ul>
 *   <li>{@code graph-optimization}: {@code none}, {@code basic}, {@code extended}, {@code layout}
 *       or {@code all} (the default)
 *   <li>{@code cpu-arena}: whether freed memory is kept for the next call; {@code true} by default
 *   <li>{@code memory-pattern}: whether memory is planned for each combination of input shapes;
 *       {@code true} by default
 *   <li>{@code spinning}: whether idle threads of a call with several spin; {@code false} by
 *       default
 *   <li>{@code execution-providers}: a comma-separated list, the first that can run an operator
 *       runs it; {@code cpu} by default
 * </ul>
 *
 * <p>Stateless and thread-safe.
 */
public final class OnnxEngineProvider implements EngineProvider {

  static final String ID = "onnx";

  /** Creates the provider; loads no native code. */
  public OnnxEngineProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean supports(ModelFormat format) {
    return format.equals(ModelFormat.ONNX);
  }

  @Override
  public LoadedModel load(ModelArtefact artefact, EngineOptions options) {
    return new OnnxModel(OnnxSession.open(artefact, options));
  }

  @Override
  public Optional<TracedModel> trace(ModelArtefact artefact, EngineOptions options) {
    return Optional.of(OnnxTracedModel.load(artefact, options));
  }
}
