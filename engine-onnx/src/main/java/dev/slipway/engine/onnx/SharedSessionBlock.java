package dev.slipway.engine.onnx;

import ai.djl.ndarray.NDList;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** DJL's block on a session that a model of ours owns. */
final class SharedSessionBlock extends OrtSymbolBlock {

  private final OnnxModel model;

  SharedSessionBlock(OnnxModel model, OrtNDManager manager) {
    super(model.session(), manager);
    this.model = model;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    model.otherCall().lock();
    try {
      model.executions().checkOpen();
      return super.forwardInternal(parameterStore, inputs, training, params);
    } finally {
      model.otherCall().unlock();
    }
  }

  /** Does nothing: the session goes with its model. */
  @Override
  public void close() {}
}
