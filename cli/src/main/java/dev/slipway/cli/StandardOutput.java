package dev.slipway.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output whose failures end the command: quietly if the reader went away, as {@code head}
 * does.
 */
final class StandardOutput extends FilterOutputStream {

  /** The reader of the output went away. */
  static final class ClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClosedException(IOException cause) {
      super("The reader of the output went away", cause);
    }
  }

  StandardOutput(OutputStream out) {
    super(out);
  }

  static RuntimeException failure(IOException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("Broken pipe") || reason.contains("Pipe closed")) {
      return new ClosedException(e);
    }
    return new CommandException(ExitCode.INPUT, "Cannot write to standard output: " + reason, e);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Flushes; standard output stays open for whoever comes next. */
  @Override
  public void close() {
    flush();
  }
}
