package dev.slipway.engine.tflite.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/**
 * Gives DJL its engine {@code TFLite}. Found by {@link java.util.ServiceLoader}, by users of DJL
 * who have this module on their class path; {@code Criteria.optEngine("TFLite")} chooses it.
 * Stateless and thread-safe.
 */
public final class TfliteDjlEngineProvider implements EngineProvider {

  /** Creates the provider; loads no native code. */
  public TfliteDjlEngineProvider() {}

  @Override
  public String getEngineName() {
    return TfliteDjlEngine.NAME;
  }

  @Override
  public int getEngineRank() {
    return TfliteDjlEngine.RANK;
  }

  @Override
  public Engine getEngine() {
    return TfliteDjlEngine.Only.ENGINE;
  }
}
