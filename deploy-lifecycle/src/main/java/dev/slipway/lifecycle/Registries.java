package dev.slipway.lifecycle;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Opens the registry that a location names: {@code file:DIR} or a plain path for a folder, another
 * scheme for what the providers on the class path take, as {@code mlflow+https://host}. Immutable
 * and thread-safe.
 */
public final class Registries {

  /** The system property that names the registry where nothing else does. */
  public static final String PROPERTY = "slipway.registry";

  /** The environment variable that names the registry where the property does not. */
  public static final String VARIABLE = "SLIPWAY_REGISTRY";

  private static final String FILE = "file";

  private final List<RegistryProvider> providers;
  private final Map<String, String> environment;

  private Registries(List<RegistryProvider> providers, Map<String, String> environment) {
    this.providers = List.copyOf(providers);
    this.environment = Map.copyOf(environment);
  }

  /**
   * Finds the providers on the class path; they see this process's environment.
   *
   * @return the registries that can be opened
   */
  public static Registries discover() {
    List<RegistryProvider> found = new ArrayList<>();
    ServiceLoader.load(RegistryProvider.class, classLoader()).forEach(found::add);
    return new Registries(found, System.getenv());
  }

  /**
   * Takes providers and environment from the caller.
   *
   * @param providers asked in order
   * @param environment what they see as the environment
   * @return the registries that can be opened
   */
  public static Registries of(List<RegistryProvider> providers, Map<String, String> environment) {
    return new Registries(providers, environment);
  }

  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Registries.class.getClassLoader() : context;
  }

  /**
   * Returns the registry that counts where none is named: the system property {@value #PROPERTY},
   * else the environment variable {@value #VARIABLE}, else {@code .slipway/registry} in the user's
   * home.
   *
   * @return its location
   */
  public String defaultLocation() {
    String property = System.getProperty(PROPERTY, "");
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!property.isBlank() || !variable.isBlank()) {
      return property.isBlank() ? variable : property;
    }
    return FILE + ":" + Path.of(System.getProperty("user.home"), ".slipway", "registry");
  }

  /**
   * Opens the registry that counts where none is named.
   *
   * @return the registry, which the caller closes
   * @throws InvalidInputException as {@link #open(String)}
   */
  public Registry open() {
    return open(defaultLocation());
  }

  /**
   * Opens a registry.
   *
   * @param location as {@code file:/srv/models}, {@code models} or {@code mlflow+https://host}
   * @return the registry, which the caller closes
   * @throws InvalidInputException with {@code INVALID_PARAMETER} if no provider here takes it
   */
  public Registry open(String location) {
    String scheme = scheme(location);
    Optional<RegistryProvider> able =
        providers.stream().filter(provider -> provider.supports(scheme)).findFirst();
    if (able.isEmpty()) {
      String expected =
          String.join(" or ", providers.stream().map(RegistryProvider::usage).toList());
      String fact = "nothing here opens '" + scheme + ":', expected " + expected;
      throw new InvalidInputException(
          ErrorCode.INVALID_PARAMETER,
          "Cannot open registry " + withoutCredentials(location),
          List.of(new Problem("", fact + " (add the dependency that brings it)")));
    }
    return able.get().open(location, environment);
  }

  /** Returns the scheme; a path has none, nor has a drive letter. */
  private static String scheme(String location) {
    boolean named = location.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*");
    return named ? location.substring(0, location.indexOf(':')).toLowerCase(Locale.ROOT) : FILE;
  }

  private static String withoutCredentials(String location) {
    return location.replaceFirst("//[^/@]*@", "//");
  }
}
