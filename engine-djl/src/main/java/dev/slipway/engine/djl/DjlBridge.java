package dev.slipway.engine.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import dev.slipway.EngineException;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import java.nio.charset.StandardCharsets;

/**
 * Gives DJL's view of models that one of our engines loaded. Implemented by engines that have such
 * a view, found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 */
public interface DjlBridge {

  /**
   * Returns the engine whose models this bridge knows.
   *
   * @return a provider; loading with it touches no DJL class that may be missing
   */
  EngineProvider engine();

  /**
   * Returns whether a package's files of a format can be loaded for DJL by this bridge.
   *
   * @param format any format
   * @return true if the engine supports it
   */
  default boolean supports(ModelFormat format) {
    return engine().supports(format);
  }

  /**
   * Returns whether a model was loaded by this bridge's engine.
   *
   * @param model any loaded model
   * @return true if {@link #view} takes it
   */
  boolean knows(LoadedModel model);

  /**
   * Returns DJL's view of a model: its block runs on the same native model.
   *
   * @param model one that this bridge knows, open
   * @return a model that the caller closes before {@code model}; closing it frees what the view
   *     added, not the native model
   * @throws EngineException if DJL's engine cannot start here; the model stays as it is
   */
  Model view(LoadedModel model);

  /**
   * Makes what an engine of DJL needs to start without fetching anything, if it is this bridge's:
   * DJL may start it beside another engine. Touches no property that is set.
   *
   * @param djlEngine the engine's name, as DJL has it
   * @throws EngineException if it cannot start here
   */
  default void prepare(String djlEngine) {}

  /**
   * Returns whether texts of all characters reach the native model as they are.
   *
   * @return false if texts with U+0000 or characters beyond U+FFFF must be refused
   */
  default boolean takesAnyText() {
    return true;
  }

  /**
   * Returns the texts of an array that a view's block gave.
   *
   * @param model the model that the view is of
   * @param array of texts
   * @return the texts, row-major
   */
  default String[] texts(LoadedModel model, NDArray array) {
    return array.toStringArray(StandardCharsets.UTF_8);
  }
}
