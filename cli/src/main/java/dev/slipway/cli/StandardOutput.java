package dev.slipway.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, which says so where it cannot be written, and tells a reader that went away, as
 * {@code head} does, from every other failure.
 */
final class StandardOutput extends FilterOutputStream {

  /** The reader of the output went away. */
  static final class ClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    ClosedException(IOException cause) {
      super("The reader of the output went away", cause);
    }
  }

  StandardOutput(OutputStream out) {
    super(out);
  }

  private static IOException failure(IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    return reason.contains("Broken pipe")
        ? new ClosedException(cause)
        : new IOException("Cannot write to standard output: " + reason, cause);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Flushes; standard output stays open for whoever comes next. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
