package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what a file operation failed of. */
final class FileProblem {

  private FileProblem() {}

  static String describe(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return "Cannot use " + file.getFile() + ": " + reason(file);
    }
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Cannot ") ? message : "Cannot read or write: " + message;
  }

  /** Returns the reason alone, without the file. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
