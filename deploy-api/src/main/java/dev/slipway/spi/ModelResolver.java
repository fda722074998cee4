package dev.slipway.spi;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the package that a URI names. Given to a builder or found by {@link
 * java.util.ServiceLoader}. Thread-safe.
 */
public interface ModelResolver {

  /**
   * Returns whether this resolver knows a URI's scheme. Cheap.
   *
   * @param uri an absolute URI
   * @return true if {@link #resolve} may be called with it
   */
  boolean supports(URI uri);

  /**
   * Finds the package. May block, as on a network.
   *
   * @param uri a supported URI
   * @return where it is on this machine
   * @throws dev.slipway.InvalidPackageException with the code {@code MODEL_NOT_FOUND} if there is
   *     none; the message names what there is
   */
  Resolved resolve(URI uri);

  /**
   * A package that was found.
   *
   * @param location a directory, a model file or a zip on this machine
   * @param name the name that the URI's owner gives the model; overrides the package's own
   * @param version the version label likewise
   * @param digest what the package's digest must be, if that is known
   */
  record Resolved(
      Path location, Optional<String> name, Optional<String> version, Optional<String> digest) {

    /**
     * Returns a package that is taken as it says itself.
     *
     * @param location a directory, a model file or a zip on this machine
     * @return the package
     */
    public static Resolved at(Path location) {
      return new Resolved(location, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }
}
