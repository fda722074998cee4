package dev.slipway.lifecycle.signing;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Errors about files of keys; no message ever holds a password or a part of a key. */
final class Faults {

  private Faults() {}

  static InvalidInputException of(String task, String fact, @Nullable Throwable cause) {
    return new InvalidInputException(ErrorCode.INVALID_PARAMETER, task + ": " + fact, cause);
  }

  static String reason(IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "it is not there";
    }
    return failed instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(failed.getMessage());
  }
}
