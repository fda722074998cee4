package dev.slipway.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The streams of a command. Text is UTF-8 whatever the locale. Not thread-safe.
 *
 * @param in standard input
 * @param out standard output: answers, and nothing but answers where a script may read them
 * @param err standard error: progress and errors
 * @param isTerminal whether a person watches standard error
 */
record Console(InputStream in, OutputStream out, PrintWriter err, boolean isTerminal) {

  /**
   * Returns the streams of this process. The launcher says whether standard error is a terminal;
   * Java itself cannot tell.
   */
  static Console ofProcess() {
    return of(
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Boolean.getBoolean("slipway.terminal"));
  }

  /** Returns a console over any streams; what fails when writing to {@code out} is told apart. */
  static Console of(InputStream in, OutputStream out, OutputStream err, boolean isTerminal) {
    return new Console(
        in, new BufferedOutputStream(new StandardOutput(out), 1 << 16), writer(err), isTerminal);
  }

  static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Writes a line to standard output. */
  void line(String text) {
    text(text + "\n");
  }

  /** Writes text to standard output as it is. */
  void text(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what stands in the buffers. */
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    err.flush();
  }
}
