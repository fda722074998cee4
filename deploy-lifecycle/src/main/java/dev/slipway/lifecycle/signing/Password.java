package dev.slipway.lifecycle.signing;

import dev.slipway.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The password of a private key. Never shown: not by {@link #toString()} either. */
public final class Password {

  private final char[] characters;

  private Password(char[] characters) {
    this.characters = characters;
  }

  /**
   * Takes a password.
   *
   * @param characters ASCII without control characters, at least one: what the Java platform can
   *     encrypt with
   * @return the password
   * @throws InvalidInputException if there are others, or none
   */
  public static Password of(String characters) {
    if (characters.isEmpty() || characters.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw Faults.of(
          "Cannot use the password",
          "it is empty or has characters beyond ASCII, expected letters, digits and signs of ASCII",
          null);
    }
    return new Password(characters.toCharArray());
  }

  /**
   * Reads a password.
   *
   * @param file its first line is the password
   * @return the password
   * @throws InvalidInputException if the file is missing or the password cannot be used
   */
  public static Password read(Path file) {
    try {
      return of(Files.readString(file, StandardCharsets.ISO_8859_1).lines().findFirst().orElse(""));
    } catch (IOException failed) {
      throw Faults.of("Cannot read the password file " + file, Faults.reason(failed), failed);
    }
  }

  char[] characters() {
    return characters.clone();
  }

  /** Returns a text without the password. */
  @Override
  public String toString() {
    return "a password";
  }
}
