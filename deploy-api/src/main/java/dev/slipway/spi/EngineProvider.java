package dev.slipway.spi;

import dev.slipway.EngineException;
import dev.slipway.InvalidPackageException;
import dev.slipway.UnsupportedModelException;
import java.util.Optional;

/**
 * Loads model artefacts of the formats it supports. Found by {@link java.util.ServiceLoader};
 * stateless and thread-safe.
 */
public interface EngineProvider {

  /**
   * Returns the unique id of this engine.
   *
   * @return {@code [a-z][a-z0-9-]*}; two providers with one id are an error at discovery
   */
  String id();

  /**
   * Returns whether this engine can run a format. Cheap: loads no native code.
   *
   * @param format any format
   * @return true if {@link #load} may be called with it
   */
  boolean supports(ModelFormat format);

  /**
   * Returns whether this engine is the one for a format where nobody names another. Of all engines
   * for a format at most one may say so.
   *
   * @param format any format
   * @return by default whether the engine has the format's name
   */
  default boolean isOwn(ModelFormat format) {
    return id().equals(format.id());
  }

  /**
   * Loads an artefact. May block for as long as the engine needs.
   *
   * @param artefact of a supported format; read during the call only
   * @param options how to run it
   * @return the model, which the caller closes
   * @throws InvalidPackageException if the artefact is damaged or reaches out of its package;
   *     nothing stays open
   * @throws UnsupportedModelException if an operator or element type is not supported; nothing
   *     stays open
   * @throws EngineException if the engine fails or an option is not to be had here; nothing stays
   *     open
   */
  LoadedModel load(ModelArtefact artefact, EngineOptions options);

  /**
   * Loads a model so that it answers what its operators compute, too. An engine that does so may
   * optimise less, so that last digits can differ from those of {@link #load}.
   *
   * @param artefact as in {@link #load}
   * @param options as in {@link #load}
   * @return the model, which the caller closes; empty if this engine cannot look inside
   */
  default Optional<TracedModel> trace(ModelArtefact artefact, EngineOptions options) {
    return Optional.empty();
  }
}
