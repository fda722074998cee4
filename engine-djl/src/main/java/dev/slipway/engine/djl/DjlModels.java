package dev.slipway.engine.djl;

import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.repository.zoo.Criteria;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.LoadedModel;
import java.io.IOException;
import java.util.ServiceLoader;

/**
 * The two ways between Slipway and the Deep Java Library: a DJL model as a Slipway model, and a
 * Slipway model as a DJL model. Stateless and thread-safe.
 */
public final class DjlModels {

  private DjlModels() {}

  /**
   * Returns a DJL model, of any DJL engine, as a Slipway model.
   *
   * @param model with a block; must allow calls from several threads if executions are to run so
   * @param signature the tensors that its block takes and gives, in order; outputs are found by
   *     name where the engine names them, else by place. DJL itself knows neither types nor, for
   *     most engines, shapes.
   * @return a model that closes {@code model} when it is closed
   * @throws UnsupportedModelException if the engine takes no arrays of one of the types; {@code
   *     model} stays open
   */
  public static LoadedModel loadedModel(Model model, Signature signature) {
    Engine engine = model.getNDManager().getEngine();
    EngineInfo info =
        new EngineInfo(DjlEngineProvider.ID, "DJL " + engine.getEngineName(), engine.getVersion());
    return DjlModel.of(new DjlSource(model.getName(), model, signature, info, null));
  }

  /**
   * Loads what DJL's criteria describe as a Slipway model.
   *
   * @param criteria which model, as DJL finds it; its translator is not used
   * @param signature as for {@link #loadedModel(Model, Signature)}
   * @return a model that the caller closes
   * @throws EngineException if DJL cannot load it; nothing stays open
   */
  public static LoadedModel load(Criteria<?, ?> criteria, Signature signature) {
    Model model;
    try {
      model = criteria.loadModel();
    } catch (IOException | ModelException | RuntimeException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE, "Cannot load a DJL model: " + e.getMessage(), e);
    }
    try {
      return loadedModel(model, signature);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Returns a Slipway model as a DJL model, from which DJL users make predictors.
   *
   * @param model open, loaded by an engine that has a {@link DjlBridge}
   * @return DJL's view, which the caller closes before {@code model}
   * @throws UnsupportedModelException if the engine has no bridge
   * @throws EngineException if DJL's engine cannot start here
   */
  public static Model view(LoadedModel model) {
    for (DjlBridge bridge : ServiceLoader.load(DjlBridge.class)) {
      if (bridge.knows(model)) {
        return bridge.view(model);
      }
    }
    throw new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL,
        "Cannot give a model of engine " + model.engine().id() + " to DJL: it has no bridge",
        null);
  }
}
