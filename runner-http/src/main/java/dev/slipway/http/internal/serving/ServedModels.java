package dev.slipway.http.internal.serving;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The models of a server by name. Thread-safe; readers never wait. */
public final class ServedModels {

  private final Map<String, ServedModel> models = new ConcurrentHashMap<>();
  private final CallListener calls;

  /**
   * Creates a set of no models.
   *
   * @param calls hears of versions that come and go
   */
  public ServedModels(CallListener calls) {
    this.calls = calls;
  }

  /**
   * Adds a version, or takes the place of the one with its name and label.
   *
   * @param version takes part from now on, as the default of its model
   */
  public void add(ServedVersion version) {
    calls.added(version);
    models.compute(
        version.name(),
        (name, model) ->
            model == null ? ServedModel.of(version) : model.withDefault(version, this::retire));
  }

  /**
   * Replaces a version at one moment: requests before it are answered by the old one, those after
   * it by the new one.
   *
   * @param old served now; retired by this call
   * @param version takes its place
   */
  public void replace(ServedVersion old, ServedVersion version) {
    calls.added(version);
    models.computeIfPresent(
        old.name(), (name, model) -> model.replacing(old, version, this::retire));
  }

  /**
   * Removes a model with all its versions; running requests are still answered.
   *
   * @param name its name
   * @return false if there is none
   */
  public boolean remove(String name) {
    ServedModel removed = models.remove(name);
    if (removed == null) {
      return false;
    }
    removed.versions().forEach(this::retire);
    return true;
  }

  /** Removes all models. */
  public void clear() {
    List.copyOf(models.keySet()).forEach(this::remove);
  }

  private void retire(ServedVersion version) {
    version.retire();
    calls.removed(version);
  }

  /** Returns the models that there are now, in the order of their names. */
  public Collection<ServedModel> all() {
    return new TreeMap<>(models).values();
  }

  /**
   * Returns one model.
   *
   * @param name its name, exactly
   * @return empty if there is none
   */
  public Optional<ServedModel> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /**
   * Returns the only model.
   *
   * @throws InvalidInputException if there are several, or none
   */
  public ServedModel only() {
    List<ServedModel> all = new ArrayList<>(models.values());
    if (all.size() != 1) {
      throw unknown(
          "Cannot predict: "
              + (all.isEmpty() ? "no model is served" : "several models are served")
              + ", expected the name of one of "
              + names()
              + " (use /models/NAME/predict)");
    }
    return all.get(0);
  }

  /**
   * Keeps a version open for a request.
   *
   * @param name the model's name
   * @param label the version's label; empty for the default
   * @return a lease that the caller closes
   * @throws InvalidInputException with {@code MODEL_NOT_FOUND} if there is none
   */
  public Lease lease(String name, String label) {
    while (true) {
      ServedModel model = models.get(name);
      if (model == null) {
        throw unknown(
            "Cannot find model '" + name + "': it is not served, expected one of " + names());
      }
      ServedVersion version = label.isEmpty() ? model.defaultVersion() : version(model, label);
      if (version.tryUse()) {
        return new Lease(version);
      }
      // It was retired between the look-up and its use: the map has moved on.
      Thread.onSpinWait();
    }
  }

  private static ServedVersion version(ServedModel model, String label) {
    return model
        .find(label)
        .orElseThrow(
            () ->
                unknown(
                    "Cannot find version '"
                        + label
                        + "' of model '"
                        + model.name()
                        + "': it is not served, expected one of "
                        + model.labels()));
  }

  private List<String> names() {
    return models.keySet().stream().sorted().toList();
  }

  private static InvalidInputException unknown(String message) {
    return new InvalidInputException(ErrorCode.MODEL_NOT_FOUND, message, (Throwable) null);
  }
}
