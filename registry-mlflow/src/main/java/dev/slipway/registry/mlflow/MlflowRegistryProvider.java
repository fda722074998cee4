package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Opens MLflow's registries by location: {@code mlflow+http://host:port}, {@code
 * mlflow+https://host}, or {@code mlflow:} for the one that {@code MLFLOW_TRACKING_URI} names. The
 * environment gives credentials and settings; docs/registry-mlflow.md lists the variables.
 */
public final class MlflowRegistryProvider implements RegistryProvider {

  /** The variable with the cache's folder. */
  public static final String CACHE = "SLIPWAY_MLFLOW_CACHE";

  /** The variable that keeps the server from being asked, when it is {@code true}. */
  public static final String OFFLINE = "SLIPWAY_MLFLOW_OFFLINE";

  /** The variable that lets the cache answer for aliases, when it is {@code true}. */
  public static final String STALE_ALIASES = "SLIPWAY_MLFLOW_STALE_ALIASES";

  /** The variable with the seconds that a whole operation may take. */
  public static final String TIMEOUT = "SLIPWAY_MLFLOW_TIMEOUT";

  private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";

  /** Creates the provider. */
  public MlflowRegistryProvider() {}

  @Override
  public boolean supports(String scheme) {
    return scheme.equals("mlflow") || scheme.equals("mlflow+http") || scheme.equals("mlflow+https");
  }

  @Override
  public String usage() {
    return ServerLocation.USAGE;
  }

  @Override
  public Registry open(String location, Map<String, String> environment) {
    ServerLocation server = ServerLocation.of(location, environment);
    List<Problem> problems = new ArrayList<>();
    MlflowRegistryBuilder builder =
        MlflowRegistry.at(server).credentials(MlflowCredentials.from(environment));
    if (isTrue(environment, OFFLINE, problems)) {
      builder.network(MlflowRegistry.Network.OFFLINE);
    }
    if (isTrue(environment, STALE_ALIASES, problems)) {
      builder.staleAliases(MlflowRegistry.StaleAliases.ALLOWED);
    }
    if (isTrue(environment, INSECURE, problems)) {
      problems.add(
          new Problem(
              INSECURE,
              "is true, which Slipway does not do, expected a certificate that can be trusted (name"
                  + " its file in "
                  + TrustedCertificates.VARIABLE
                  + ")"));
    }
    cache(environment, builder, problems);
    timeout(environment, builder, problems);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_PARAMETER, "Cannot open registry " + server.text(), problems);
    }
    String certificates = environment.getOrDefault(TrustedCertificates.VARIABLE, "");
    if (!certificates.isBlank()) {
      builder.tls(TrustedCertificates.read(certificates));
    }
    return builder.build();
  }

  private static boolean isTrue(
      Map<String, String> environment, String variable, List<Problem> problems) {
    String value = environment.getOrDefault(variable, "");
    boolean known = List.of("", "true", "false", "1", "0").contains(value.toLowerCase(Locale.ROOT));
    if (!known) {
      problems.add(new Problem(variable, "is '" + value + "', expected true or false"));
    }
    return value.equalsIgnoreCase("true") || value.equals("1");
  }

  private static void cache(
      Map<String, String> environment, MlflowRegistryBuilder builder, List<Problem> problems) {
    String folder = environment.getOrDefault(CACHE, "");
    try {
      if (!folder.isBlank()) {
        builder.cache(Path.of(folder));
      }
    } catch (InvalidPathException noPath) {
      problems.add(new Problem(CACHE, "is no path: " + noPath.getReason()));
    }
  }

  private static void timeout(
      Map<String, String> environment, MlflowRegistryBuilder builder, List<Problem> problems) {
    String seconds = environment.getOrDefault(TIMEOUT, "");
    if (seconds.isBlank()) {
      return;
    }
    if (seconds.matches("[0-9]{1,6}") && Integer.parseInt(seconds) > 0) {
      builder.times(
          MlflowTimes.defaults().withTotal(Duration.ofSeconds(Integer.parseInt(seconds))));
    } else {
      problems.add(
          new Problem(TIMEOUT, "is '" + seconds + "', expected a number of seconds from 1"));
    }
  }
}
