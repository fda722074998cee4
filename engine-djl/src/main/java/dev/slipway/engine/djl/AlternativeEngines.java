package dev.slipway.engine.djl;

import ai.djl.engine.Engine;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Engines that DJL starts beside another, for operators that this one lacks. Stateless and
 * thread-safe.
 */
public final class AlternativeEngines {

  private static final String PREFERRED = "PyTorch";

  private AlternativeEngines() {}

  /**
   * Starts an engine of DJL, with what a {@link DjlBridge} on the class path prepares for it, so
   * that nothing is fetched.
   *
   * @param name as DJL calls it
   * @return the engine, or null if it does not start here
   */
  public static @Nullable Engine start(String name) {
    try {
      ServiceLoader.load(DjlBridge.class).forEach(bridge -> bridge.prepare(name));
      return Engine.getEngine(name);
    } catch (LinkageError | RuntimeException cannotStart) {
      return null;
    }
  }

  /**
   * Starts the engine that DJL is about to start beside another, as {@link #start} does. If it does
   * not start, DJL is told by its own property to do without, unless the property is set: it would
   * fail else.
   *
   * @param disabling the property, {@code ai.djl.onnx.disable_alternative} for the engine for ONNX;
   *     if it is {@code true} nothing is started
   */
  public static void prepare(String disabling) {
    if (Boolean.getBoolean(disabling)) {
      return;
    }
    String other = Engine.hasEngine(PREFERRED) ? PREFERRED : Engine.getDefaultEngineName();
    if (start(other) == null && System.getProperty(disabling) == null) {
      System.setProperty(disabling, "true");
    }
  }
}
