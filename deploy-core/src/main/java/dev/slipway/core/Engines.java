package dev.slipway.core;

import dev.slipway.ErrorCode;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.ModelFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engines that models may run on. Immutable. */
public final class Engines {

  private final Map<String, EngineProvider> providers;

  private Engines(Map<String, EngineProvider> providers) {
    this.providers = providers;
  }

  /**
   * Returns the engines that a class loader finds as services.
   *
   * @param loader where to look
   * @return what was found, which may be nothing
   * @throws IllegalArgumentException if two engines have one id
   */
  public static Engines discover(ClassLoader loader) {
    List<EngineProvider> found = new ArrayList<>();
    ServiceLoader.load(EngineProvider.class, loader).forEach(found::add);
    return of(found);
  }

  /**
   * Returns these engines.
   *
   * @param providers with distinct ids
   * @return the engines
   * @throws IllegalArgumentException if two engines have one id
   */
  public static Engines of(List<EngineProvider> providers) {
    Map<String, EngineProvider> byId = new LinkedHashMap<>();
    for (EngineProvider provider : providers) {
      EngineProvider other = byId.putIfAbsent(provider.id(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two engines have the id '"
                + provider.id()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName());
      }
    }
    return new Engines(byId);
  }

  /**
   * Returns the ids of the engines.
   *
   * @return in the order of discovery
   */
  public List<String> ids() {
    return List.copyOf(providers.keySet());
  }

  /**
   * Returns the engine for a model: the one that is named, else the one whose own the format is,
   * else the only one that runs the format. Engines have no ranks.
   *
   * @param task what cannot be done without it, for the message
   * @param format the model's format
   * @param id the engine that the package or the caller names, if any
   * @return the engine
   * @throws UnsupportedModelException if there is none, or several and none is named
   */
  EngineProvider choose(String task, ModelFormat format, Optional<String> id) {
    if (id.isPresent()) {
      return named(task, format, id.get());
    }
    List<EngineProvider> able =
        providers.values().stream().filter(provider -> provider.supports(format)).toList();
    List<EngineProvider> own = able.stream().filter(provider -> provider.isOwn(format)).toList();
    if (own.size() == 1) {
      return own.get(0);
    }
    if (able.size() == 1) {
      return able.get(0);
    }
    if (able.isEmpty()) {
      throw unsupported(
          task
              + ": no engine for "
              + format
              + " among "
              + ids()
              + " (add the dependency dev.slipway:engine-"
              + (format.equals(ModelFormat.SAVED_MODEL) ? "tensorflow" : format)
              + ")");
    }
    throw unsupported(
        task
            + ": the engines "
            + able.stream().map(EngineProvider::id).toList()
            + " all run "
            + format
            + " (name one)");
  }

  private EngineProvider named(String task, ModelFormat format, String id) {
    EngineProvider provider = providers.get(id);
    if (provider == null) {
      throw unsupported(task + ": no engine '" + id + "' among " + ids() + " (add its dependency)");
    }
    if (!provider.supports(format)) {
      throw unsupported(task + ": engine '" + id + "' does not run " + format);
    }
    return provider;
  }

  private static UnsupportedModelException unsupported(String message) {
    return new UnsupportedModelException(ErrorCode.UNSUPPORTED_MODEL, message, null);
  }
}
