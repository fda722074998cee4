package dev.slipway.lifecycle;

import dev.slipway.spi.ModelResolver;
import java.net.URI;
import java.util.function.Function;

/**
 * Resolves {@code models:} URIs through a registry. On the class path it is found by {@link
 * java.util.ServiceLoader} and takes the {@linkplain Registries#defaultLocation default registry},
 * so that {@code Slipway.open("models:/flight-delay@champion")} works. Thread-safe.
 */
public final class RegistryResolver implements ModelResolver {

  private final Function<ModelUri, Resolved> finding;

  /** Resolves through the default registry, which is opened for each call. */
  public RegistryResolver() {
    this(uri -> opened(Registries.discover().open(), uri));
  }

  private RegistryResolver(Function<ModelUri, Resolved> finding) {
    this.finding = finding;
  }

  /**
   * Resolves through a registry that is opened for each call.
   *
   * @param location as {@link Registries#open(String)} takes it
   * @return the resolver
   */
  public static RegistryResolver at(String location) {
    return new RegistryResolver(uri -> opened(Registries.discover().open(location), uri));
  }

  /**
   * Resolves through a registry that is open.
   *
   * @param registry stays the caller's
   * @return the resolver
   */
  public static RegistryResolver over(Registry registry) {
    return new RegistryResolver(uri -> registry.locate(registry.find(uri)));
  }

  private static Resolved opened(Registry opened, ModelUri uri) {
    try (Registry registry = opened) {
      return registry.locate(registry.find(uri));
    }
  }

  @Override
  public boolean supports(URI uri) {
    return "models".equalsIgnoreCase(uri.getScheme());
  }

  @Override
  public Resolved resolve(URI uri) {
    return finding.apply(ModelUri.parse(uri.toString()));
  }
}
