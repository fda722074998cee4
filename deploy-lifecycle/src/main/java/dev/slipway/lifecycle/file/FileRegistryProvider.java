package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryProvider;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Opens {@code file:DIR} and plain paths, absolute or relative to the working directory. */
public final class FileRegistryProvider implements RegistryProvider {

  private static final String SCHEME = "file:";

  /** Creates the provider; {@link java.util.ServiceLoader} does. */
  public FileRegistryProvider() {}

  @Override
  public boolean supports(String scheme) {
    return scheme.equals("file");
  }

  @Override
  public String usage() {
    return "file:DIR";
  }

  @Override
  public Registry open(String location, Map<String, String> environment) {
    return FileRegistry.open(folder(location));
  }

  private static Path folder(String location) {
    boolean named = location.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String path = named ? location.substring(SCHEME.length()) : location;
    try {
      if (path.isBlank()) {
        throw new IllegalArgumentException("it has no path");
      }
      // A whole URI may be percent-encoded; what is written by hand is taken as it is.
      return path.startsWith("//") ? Path.of(URI.create(location)) : Path.of(path);
    } catch (InvalidPathException | FileSystemNotFoundException malformed) {
      throw malformed(location, String.valueOf(malformed.getMessage()));
    } catch (IllegalArgumentException malformed) {
      throw malformed(location, String.valueOf(malformed.getMessage()));
    }
  }

  private static InvalidInputException malformed(String location, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_PARAMETER,
        "Cannot open registry " + location,
        List.of(new Problem("", fact + ", expected file:DIR")));
  }
}
