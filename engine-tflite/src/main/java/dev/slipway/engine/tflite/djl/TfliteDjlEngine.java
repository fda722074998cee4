package dev.slipway.engine.tflite.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.slipway.engine.djl.AlternativeEngines;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import org.jspecify.annotations.Nullable;

/**
 * DJL's engine for TFLite models, on the processor only. It computes nothing but models: what else
 * its arrays are asked for goes to another engine, if there is one and {@code
 * ai.djl.tflite.disable_alternative} is not set. Thread-safe.
 */
final class TfliteDjlEngine extends Engine {

  static final String NAME = "TFLite";

  /** Behind the engines that compute, as DJL's other engines for models only. */
  static final int RANK = 10;

  private static final String NO_ALTERNATIVE = "ai.djl.tflite.disable_alternative";

  private TfliteDjlEngine() {}

  /** The one engine of this process, as DJL has it. */
  static final class Only {
    static final TfliteDjlEngine ENGINE = new TfliteDjlEngine();

    private Only() {}
  }

  @Override
  public @Nullable Engine getAlternativeEngine() {
    if (Boolean.getBoolean(NO_ALTERNATIVE)) {
      return null;
    }
    return Engine.getAllEngines().stream()
        .filter(name -> !name.equals(NAME))
        .map(AlternativeEngines::start)
        .filter(engine -> engine != null && engine.getRank() < RANK)
        .findFirst()
        .orElse(null);
  }

  @Override
  public String getEngineName() {
    return NAME;
  }

  @Override
  public int getRank() {
    return RANK;
  }

  @Override
  public String getVersion() {
    return TfliteEngineProvider.version();
  }

  @Override
  public boolean hasCapability(String capability) {
    return false;
  }

  @Override
  public Model newModel(String name, Device device) {
    return new TfliteDjlModel(name, newBaseManager(device));
  }

  @Override
  public NDManager newBaseManager() {
    return newBaseManager(null);
  }

  @Override
  public NDManager newBaseManager(@Nullable Device device) {
    return TfliteArrays.Root.ARRAYS.newSubManager(device == null ? Device.cpu() : device);
  }

  @Override
  public String toString() {
    return getEngineName() + ':' + getVersion();
  }
}
