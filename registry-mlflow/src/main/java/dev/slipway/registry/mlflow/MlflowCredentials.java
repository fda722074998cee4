package dev.slipway.registry.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server is shown to let this client in. Immutable; shown to that server only, and never
 * printed.
 */
public final class MlflowCredentials {

  /** The variable with a token. */
  public static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

  /** The variable with a user's name. */
  public static final String USERNAME = "MLFLOW_TRACKING_USERNAME";

  /** The variable with the user's password. */
  public static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";

  private final Optional<String> header;

  private MlflowCredentials(Optional<String> header) {
    this.header = header;
  }

  /**
   * Returns that nothing is shown.
   *
   * @return no credentials
   */
  public static MlflowCredentials none() {
    return new MlflowCredentials(Optional.empty());
  }

  /**
   * Returns a token.
   *
   * @param token shown as {@code Bearer}
   * @return the credentials
   */
  public static MlflowCredentials bearer(String token) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw refused(TOKEN, "is empty or has a character that no token has");
    }
    return new MlflowCredentials(Optional.of("Bearer " + token));
  }

  /**
   * Returns a user.
   *
   * @param username without a colon
   * @param password of the user
   * @return the credentials
   */
  public static MlflowCredentials basic(String username, String password) {
    if (username.isEmpty() || username.contains(":")) {
      throw refused(USERNAME, "is empty or has a colon");
    }
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new MlflowCredentials(Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  /**
   * Takes MLflow's variables: a user with a password, else a token, as MLflow's own client does.
   *
   * @param environment the variables
   * @return the credentials; none if no variable is set
   * @throws InvalidInputException if there is a user without a password or the other way round
   */
  public static MlflowCredentials from(Map<String, String> environment) {
    String username = environment.getOrDefault(USERNAME, "");
    String password = environment.getOrDefault(PASSWORD, "");
    String token = environment.getOrDefault(TOKEN, "");
    if (username.isEmpty() != password.isEmpty()) {
      throw refused(
          username.isEmpty() ? USERNAME : PASSWORD, "is not set, expected both or neither of them");
    }
    if (!username.isEmpty()) {
      return basic(username, password);
    }
    return token.isEmpty() ? none() : bearer(token);
  }

  Optional<String> header() {
    return header;
  }

  private static InvalidInputException refused(String variable, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_PARAMETER,
        "Cannot log in to MLflow",
        List.of(new Problem(variable, fact)));
  }

  /** Returns which kind it is, and nothing secret. */
  @Override
  public String toString() {
    return header.map(value -> value.substring(0, value.indexOf(' ')) + " …").orElse("none");
  }
}
