package dev.slipway.core;

import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The types of preprocessing steps that packages may use. Immutable. */
public final class Steps {

  private final Map<String, StepProvider> providers;

  private Steps(Map<String, StepProvider> providers) {
    this.providers = providers;
  }

  /**
   * Returns the step types that a class loader finds as services, Slipway's own among them.
   *
   * @param loader where to look
   * @return what was found
   * @throws IllegalArgumentException if two providers have one type
   */
  public static Steps discover(ClassLoader loader) {
    List<StepProvider> found = new ArrayList<>();
    ServiceLoader.load(StepProvider.class, loader).forEach(found::add);
    return of(found);
  }

  /**
   * Returns these step types and no others.
   *
   * @param providers of distinct types
   * @return the step types
   * @throws IllegalArgumentException if two providers have one type
   */
  public static Steps of(List<StepProvider> providers) {
    Map<String, StepProvider> byType = new TreeMap<>();
    for (StepProvider provider : providers) {
      StepProvider other = byType.putIfAbsent(provider.type(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two step providers have the type '"
                + provider.type()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName());
      }
    }
    return new Steps(byType);
  }

  /**
   * Returns the names of the types.
   *
   * @return sorted
   */
  public Collection<String> types() {
    return List.copyOf(providers.keySet());
  }

  /**
   * Returns the provider of a type.
   *
   * @param type as a package names it
   * @return the provider, or nothing if the type is unknown
   */
  public Optional<StepProvider> find(String type) {
    return Optional.ofNullable(providers.get(type));
  }
}
