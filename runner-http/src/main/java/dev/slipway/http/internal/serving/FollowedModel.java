package dev.slipway.http.internal.serving;

import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import dev.slipway.spi.ModelResolver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is opened by a path or URI, and opened anew when that means another version. The old
 * version answers until the new one is ready; a new one that does not open changes nothing. Loads
 * of one model wait for each other; requests never wait for loads.
 */
public final class FollowedModel {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedModel.class);

  private final String name;
  private final String reference;
  private final Slipway opener;
  private final int places;
  private final ServedModels models;
  private ModelResolver.@Nullable Resolved current;
  private @Nullable ServedVersion serving;
  private volatile String problem = "it was not loaded yet";

  /**
   * Describes a model and opens nothing.
   *
   * @param name what callers ask for it by
   * @param reference a path, or a URI that the opener's resolvers know
   * @param opener finds and opens it
   * @param places how many calls a predictor of the opener takes at once
   * @param models where versions are served
   */
  public FollowedModel(
      String name, String reference, Slipway opener, int places, ServedModels models) {
    this.name = name;
    this.reference = reference;
    this.opener = opener;
    this.places = places;
    this.models = models;
  }

  /** Returns the name that callers use. */
  public String name() {
    return name;
  }

  /**
   * Returns what went wrong the last time that it should be loaded.
   *
   * @return empty if what is served is what the reference means
   */
  public Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  /**
   * Opens what the reference means now, also if it is open already, and serves it.
   *
   * @throws RuntimeException one of Slipway's errors, after which all is as before
   */
  public synchronized void load() {
    try {
      serve(opener.find(reference));
    } catch (RuntimeException failure) {
      problem = String.valueOf(failure.getMessage());
      throw failure;
    }
  }

  /** Opens what the reference means now if that is another version; reports what fails. */
  public synchronized void refresh() {
    try {
      ModelResolver.Resolved found = opener.find(reference);
      if (serving != null && !found.equals(current)) {
        serve(found);
      }
    } catch (RuntimeException failure) {
      String message = String.valueOf(failure.getMessage());
      if (!message.equals(problem)) {
        problem = message;
        LOG.error("The model {} stays at {}: {}", name, label(), message);
      }
    }
  }

  /** Serves it no more; running requests are still answered. */
  public synchronized void unload() {
    models.remove(name);
    serving = null;
    current = null;
    problem = "it was unloaded";
  }

  private void serve(ModelResolver.Resolved found) {
    Predictor predictor = opener.openModel(found);
    ServedVersion opened =
        ServedVersion.measured(name, predictor, ServedVersion.Ownership.SERVER, places);
    ServedVersion old = serving;
    if (old == null) {
      models.add(opened);
    } else {
      models.replace(old, opened);
    }
    serving = opened;
    current = found;
    problem = "";
    LOG.info("The model {} is served as {}", name, opened.identity());
  }

  private String label() {
    return serving == null ? "no version" : serving.identity().toString();
  }
}
