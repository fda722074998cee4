package dev.slipway.cli;

import dev.slipway.lifecycle.signing.Password;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a private key's password is; it is never an argument itself. */
final class PasswordOption {

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Its first line is the private key's password.")
  private @Nullable Path file;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "The environment variable that holds the password.")
  private @Nullable String variable;

  Optional<Password> password() {
    if (file != null && variable != null) {
      throw new CommandException(
          ExitCode.USAGE,
          "Cannot take the password from two places: --password-file and --password-env are both"
              + " there (leave one of them out)");
    }
    if (file != null) {
      return Optional.of(Password.read(file));
    }
    if (variable == null) {
      return Optional.empty();
    }
    String value = System.getenv(variable);
    if (value == null) {
      throw new CommandException(
          ExitCode.INPUT,
          "Cannot take the password from the environment: there is no variable " + variable);
    }
    return Optional.of(Password.of(value));
  }
}
