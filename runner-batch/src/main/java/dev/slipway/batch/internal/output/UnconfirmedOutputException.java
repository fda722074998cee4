package dev.slipway.batch.internal.output;

import java.io.IOException;
import java.nio.file.Path;

/** Tells that an output is whole and in its place, but may not survive a loss of power. */
public final class UnconfirmedOutputException extends IOException {

  private static final long serialVersionUID = 1L;

  UnconfirmedOutputException(Path target, IOException cause) {
    super(
        target
            + " is complete and in its place, but the disk did not confirm it: "
            + cause.getMessage()
            + " (look after the disk, and run the job again if the machine stops before)",
        cause);
  }
}
