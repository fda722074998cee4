package dev.slipway.engine.tensorflow;

import ai.djl.Model;
import ai.djl.engine.Engine;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.engine.djl.DjlBridge;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;

/**
 * Gives DJL's view of SavedModels: its block for TensorFlow, on the same session. Found by {@link
 * java.util.ServiceLoader}; stateless and thread-safe.
 */
public final class TensorflowDjlBridge implements DjlBridge {

  private static final String ENGINE = "TensorFlow";

  /** Creates the bridge; starts no engine. */
  public TensorflowDjlBridge() {}

  @Override
  public EngineProvider engine() {
    return new TensorflowEngineProvider();
  }

  @Override
  public boolean knows(LoadedModel model) {
    return model instanceof TensorflowModel;
  }

  @Override
  public Model view(LoadedModel model) {
    TensorflowModel ours = (TensorflowModel) model;
    return new SessionModel(ours, start(ours.path()).newBaseManager());
  }

  /**
   * Starts DJL's engine on the library that is loaded; without its place it would fetch another.
   */
  private static Engine start(String path) {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("TENSORFLOW_LIBRARY_PATH", NativeRuntime.folder());
    setUnlessSet("ai.djl.tensorflow.num_intraop_threads", "1");
    setUnlessSet("ai.djl.tensorflow.num_interop_threads", "1");
    try {
      return Engine.getEngine(ENGINE);
    } catch (RuntimeException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot load %s: DJL's engine TensorFlow does not start (%s)"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
