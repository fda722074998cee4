package dev.slipway.lifecycle.file;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Turns what goes wrong with files into errors of the registry. */
final class Faults {

  private final String location;

  Faults(String location) {
    this.location = location;
  }

  /** Something that files can let down. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does some work.
   *
   * @param task as {@code Cannot list the models}
   */
  <T> T in(String task, Work<T> work) {
    try {
      return work.run();
    } catch (NewerFormat newer) {
      throw new RegistryException(
          ErrorCode.REGISTRY_UNSUPPORTED, message(task, newer.getMessage()), newer);
    } catch (IOException failed) {
      throw new RegistryException(
          ErrorCode.REGISTRY_FAILURE, message(task, reason(failed)), failed);
    }
  }

  private String message(String task, @Nullable String fact) {
    return task + " of registry " + location + ": " + fact;
  }

  static String reason(IOException failed) {
    if (failed instanceof FileSystemException file) {
      String what = file.getFile() + " ";
      if (failed instanceof AccessDeniedException) {
        return what + "may not be read or written (permission denied)";
      }
      if (failed instanceof NoSuchFileException) {
        return what + "is not there";
      }
      return what + "cannot be used: " + file.getReason();
    }
    return String.valueOf(failed.getMessage());
  }
}
