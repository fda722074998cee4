package dev.slipway.engine.onnx;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.onnxruntime.OrtException;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.engine.djl.AlternativeEngines;
import dev.slipway.engine.djl.DjlBridge;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;

/**
 * Gives DJL's view of ONNX models, on the same session. Found by {@link java.util.ServiceLoader};
 * stateless and thread-safe.
 */
public final class OnnxDjlBridge implements DjlBridge {

  /** Creates the bridge; starts no engine. */
  public OnnxDjlBridge() {}

  @Override
  public EngineProvider engine() {
    return new OnnxEngineProvider();
  }

  @Override
  public boolean knows(LoadedModel model) {
    return model instanceof OnnxModel;
  }

  @Override
  public Model view(LoadedModel model) {
    OnnxModel onnx = onnx(model);
    String failure = OrtRuntime.djlFailure();
    if (failure != null) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot give %s to DJL: its engine for ONNX does not start (%s), expected to be the first user of ONNX Runtime in this process (load a model with Slipway before other code makes an OrtEnvironment, or use engine onnx)"
              .formatted(onnx.path(), failure),
          null);
    }
    AlternativeEngines.prepare(DjlStart.NO_ALTERNATIVE);
    Model view = Model.newInstance(onnx.path(), Device.cpu(), DjlStart.ENGINE);
    view.setBlock(new SharedSessionBlock(onnx, (OrtNDManager) view.getNDManager()));
    return view;
  }

  /** Returns false: the runtime's Java interface writes the JVM's modified UTF-8 for UTF-8. */
  @Override
  public boolean takesAnyText() {
    return false;
  }

  /** Reads texts of any rank and any characters, which the array itself does not. */
  @Override
  public String[] texts(LoadedModel model, NDArray array) {
    try {
      return onnx(model).texts().read(((OrtNDArray) array).getTensor());
    } catch (OrtException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE, "Cannot read texts: " + e.getMessage(), e);
    }
  }

  private static OnnxModel onnx(LoadedModel model) {
    if (model instanceof OnnxModel onnx) {
      return onnx;
    }
    throw new IllegalArgumentException("the model is of engine " + model.engine().id());
  }
}
