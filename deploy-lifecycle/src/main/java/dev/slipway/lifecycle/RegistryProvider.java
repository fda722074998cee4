package dev.slipway.lifecycle;

import java.util.Map;

/**
 * Opens registries of one kind. Found by {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 */
public interface RegistryProvider {

  /**
   * Returns whether locations with this scheme are this provider's. Cheap.
   *
   * @param scheme what stands before the first colon of a location, in lower case, as {@code file}
   *     or {@code mlflow+https}
   * @return true if {@link #open} may be called with such a location
   */
  boolean supports(String scheme);

  /**
   * Returns the shapes of location that this provider takes, for messages.
   *
   * @return as {@code file:DIR}
   */
  String usage();

  /**
   * Opens a registry. Does not wait for a network: a registry that cannot be reached says so when
   * it is used.
   *
   * @param location the whole location, as the user wrote it
   * @param environment variables of the environment, for credentials and settings
   * @return the registry, which the caller closes
   * @throws dev.slipway.InvalidInputException with {@code INVALID_PARAMETER} if the location or a
   *     setting is wrong
   */
  Registry open(String location, Map<String, String> environment);
}
