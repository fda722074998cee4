package dev.slipway.engine.tflite.djl;

import ai.djl.Device;
import ai.djl.Model;
import dev.slipway.engine.djl.DjlBridge;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;

/**
 * Gives DJL's view of TFLite models, on the same native model. Found by {@link
 * java.util.ServiceLoader}; stateless and thread-safe.
 */
public final class TfliteDjlBridge implements DjlBridge {

  /** Creates the bridge; starts no engine. */
  public TfliteDjlBridge() {}

  @Override
  public EngineProvider engine() {
    return new TfliteEngineProvider();
  }

  @Override
  public boolean knows(LoadedModel model) {
    return model.engine().id().equals(engine().id());
  }

  @Override
  public Model view(LoadedModel model) {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    Model view = Model.newInstance("view", Device.cpu(), TfliteDjlEngine.NAME);
    view.setBlock(new TfliteSymbolBlock(model));
    return view;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
