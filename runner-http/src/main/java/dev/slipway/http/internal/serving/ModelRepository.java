package dev.slipway.http.internal.serving;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The models that a server was told to serve, and a thread that follows their references.
 * Thread-safe.
 */
public final class ModelRepository implements AutoCloseable {

  private final ServedModels models;
  private final Map<String, FollowedModel> followed = new LinkedHashMap<>();
  private final ScheduledExecutorService loads =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "slipway-loads");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Creates a repository of models that are not loaded yet.
   *
   * @param models where they are served
   * @param followed names distinct
   */
  public ModelRepository(ServedModels models, List<FollowedModel> followed) {
    this.models = models;
    followed.forEach(model -> this.followed.put(model.name(), model));
  }

  /**
   * Whether a model answers.
   *
   * @param name of the model
   * @param version that is served, empty if none is
   * @param reason why it is not, or why a newer version is not; empty if all is well
   */
  public record State(String name, String version, String reason) {

    /** Returns whether it answers. */
    public boolean isReady() {
      return !version.isEmpty();
    }
  }

  /** Loads all models; blocks, and throws the first failure. */
  public void loadAll() {
    followed.values().forEach(FollowedModel::load);
  }

  /**
   * Follows references from now on.
   *
   * @param intervalMillis how often aliases are looked up
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a refresh tells its failures itself
  public void follow(long intervalMillis) {
    loads.scheduleWithFixedDelay(
        () -> followed.values().forEach(FollowedModel::refresh),
        intervalMillis,
        intervalMillis,
        TimeUnit.MILLISECONDS);
  }

  /** Returns whether every model answers. */
  public boolean isReady() {
    return index().stream().allMatch(State::isReady);
  }

  /** Returns the states of all versions of all models. */
  public List<State> index() {
    List<State> states = new ArrayList<>();
    for (ServedModel model : models.all()) {
      FollowedModel source = followed.get(model.name());
      String reason = source == null ? "" : source.problem().orElse("");
      model.labels().forEach(label -> states.add(new State(model.name(), label, reason)));
    }
    for (FollowedModel model : followed.values()) {
      if (models.find(model.name()).isEmpty()) {
        states.add(new State(model.name(), "", model.problem().orElse("it is loading")));
      }
    }
    return states;
  }

  /**
   * Loads a model, on the thread that loads; requests to others go on.
   *
   * @param name of a model that the server was told to serve
   * @param done hears null, or what went wrong
   * @throws InvalidInputException with {@code MODEL_NOT_FOUND} if there is none of that name
   */
  public void load(String name, Completion done) {
    FollowedModel model = find(name);
    loads.execute(() -> done.of(model::load));
  }

  /**
   * Unloads a model; see {@link #load}.
   *
   * @param name of a model that the server was told to serve
   * @param done hears of the end
   */
  public void unload(String name, Completion done) {
    FollowedModel model = find(name);
    loads.execute(() -> done.of(model::unload));
  }

  private FollowedModel find(String name) {
    FollowedModel model = followed.get(name);
    if (model == null) {
      throw new InvalidInputException(
          ErrorCode.MODEL_NOT_FOUND,
          "Cannot load model '"
              + name
              + "': this server was not told where it is, expected one of "
              + followed.keySet(),
          (Throwable) null);
    }
    return model;
  }

  /** Hears how work ended. */
  public interface Completion {

    /** Hears of the end. */
    void done();

    /** Hears what went wrong. */
    void failed(RuntimeException failure);

    /** Does work and tells how it ended. */
    default void of(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException failure) {
        failed(failure);
        return;
      }
      done();
    }
  }

  /** Follows no more; models stay loaded. Waits for a load that is running. */
  @Override
  public void close() {
    loads.shutdown();
    try {
      if (!loads.awaitTermination(1, TimeUnit.MINUTES)) {
        loads.shutdownNow();
      }
    } catch (InterruptedException hurry) {
      loads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
