package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a server is.
 *
 * @param text as {@code mlflow+https://host/prefix}, for messages; never with credentials
 * @param server the address below which the API is, without a slash at the end
 */
record ServerLocation(String text, URI server) {

  static final String USAGE = "mlflow+http://HOST:PORT, mlflow+https://HOST or mlflow:";

  private static final String PREFIX = "mlflow+";

  /** Reads a location; {@code mlflow:} alone is what MLflow's variables name. */
  static ServerLocation of(String location, Map<String, String> environment) {
    if (!location.equalsIgnoreCase("mlflow:")) {
      return parse(location, location);
    }
    for (String variable : List.of("MLFLOW_REGISTRY_URI", "MLFLOW_TRACKING_URI")) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isBlank()) {
        return parse(variable, value);
      }
    }
    throw refused("mlflow:", "MLFLOW_TRACKING_URI is not set, expected the address of a server");
  }

  private static ServerLocation parse(String name, String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    String address = lower.startsWith(PREFIX) ? location.substring(PREFIX.length()) : location;
    String shown = name.equals(location) ? shown(location) : name;
    URI uri = uri(shown, address);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(shown, "it is no address of http or https, expected " + USAGE);
    }
    if (uri.getRawUserInfo() != null || address.contains("@")) {
      throw refused(
          shown,
          "it has a user in it, which would be printed and logged, expected none (set "
              + MlflowCredentials.USERNAME
              + " and "
              + MlflowCredentials.PASSWORD
              + ", or "
              + MlflowCredentials.TOKEN
              + ")");
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused(shown, "it has no host, or a query, expected " + USAGE);
    }
    String plain = uri.toString().replaceAll("/+$", "");
    return new ServerLocation(PREFIX + plain, URI.create(plain));
  }

  private static URI uri(String shown, String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException noUri) {
      throw refused(shown, "it is no URI, expected " + USAGE);
    }
  }

  private static String shown(String location) {
    return location.replaceFirst("//.*@", "//").replaceAll("\\p{Cntrl}", "?");
  }

  private static InvalidInputException refused(String location, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_PARAMETER,
        "Cannot open registry " + location,
        List.of(new Problem("", fact)));
  }
}
