package dev.slipway.batch.internal.rows;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file, unpacked where its name ends in {@code .gz}, and how far they are read. */
final class FileBytes implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final Counting counting;
  private final InputStream stream;

  private FileBytes(Path file, Counting counting, InputStream stream) {
    this.file = file;
    this.counting = counting;
    this.stream = stream;
  }

  static FileBytes open(Path file) {
    try {
      Counting counting = new Counting(Files.newInputStream(file));
      boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      try {
        InputStream stream =
            packed && Files.size(file) > 0 ? new GZIPInputStream(counting, BUFFER_BYTES) : counting;
        return new FileBytes(file, counting, stream);
      } catch (IOException wrong) {
        counting.close();
        throw wrong;
      }
    } catch (IOException unreadable) {
      throw wrong(file, unreadable);
    }
  }

  InputStream stream() {
    return stream;
  }

  /** Returns how many bytes of the file were read, packed as they are. */
  long count() {
    return counting.count.get();
  }

  /** Returns an error for what reading the file came to. */
  InvalidInputException wrong(IOException unreadable) {
    return wrong(file, unreadable);
  }

  private static InvalidInputException wrong(Path file, IOException unreadable) {
    String fact =
        unreadable instanceof EOFException
            ? "is cut off: its gzip data end too early (copy it again)"
            : unreadable instanceof ZipException
                ? "is damaged: " + unreadable.getMessage() + " (copy it again)"
                : "cannot be read: " + unreadable.getMessage();
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT,
        "Cannot read the input",
        List.of(new Problem(file.toString(), fact)));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private static final class Counting extends FilterInputStream {

    private final AtomicLong count = new AtomicLong();

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      add(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = in.read(target, from, length);
      add(Math.max(0, read));
      return read;
    }

    private void add(long more) {
      count.addAndGet(more);
    }
  }
}
