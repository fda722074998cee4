package dev.slipway.lifecycle.file;

import java.io.IOException;
import java.util.Optional;

/** Files that a newer Slipway wrote. */
final class NewerFormat extends IOException {

  private static final long serialVersionUID = 1L;

  NewerFormat(String what, long format, Optional<String> needs) {
    super(
        what
            + " of format "
            + format
            + ", this Slipway reads "
            + LogEntry.FORMAT
            + " (needs Slipway ≥ "
            + needs.orElse("the one that wrote it")
            + ")");
  }
}
