package dev.slipway.batch.internal.csv;

import dev.slipway.batch.CsvOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into records of fields, block by block. Lines end with LF, CR LF or CR; a quote may
 * stand only around a whole field, or twice inside such a one. A record that breaks these rules
 * ends with its line; a quote that is never closed ends the input. Not thread-safe.
 */
public final class CsvScanner {

  /** The longest record in bytes: 64 MiB. */
  static final int LONGEST = 64 << 20;

  private static final int BLOCK_BYTES = 1 << 18;
  private static final int MOST_RECORDS = 8192;
  private static final byte QUOTE = '"';

  private final InputStream in;
  private final byte delimiter;
  private byte[] buffer = new byte[BLOCK_BYTES * 2];
  private int position;
  private int limit;
  private boolean ended;
  private boolean blankSkipped;
  private long line = 1;
  private long newlines;

  /**
   * Creates a scanner that has read nothing yet.
   *
   * @param in the bytes, in the encoding that the options say; left open
   * @param options how the records stand there
   */
  public CsvScanner(InputStream in, CsvOptions options) {
    this.in = Utf8Input.of(in, options.encoding());
    this.delimiter = (byte) options.delimiter();
  }

  /** Passes empty lines from now on, where else they would be records of one field. */
  void skipBlank() {
    blankSkipped = true;
  }

  /**
   * Returns the next records.
   *
   * @return a block, null at the end
   * @throws IOException if reading fails
   */
  public @Nullable CsvBlock next() throws IOException {
    return next(MOST_RECORDS);
  }

  @Nullable CsvBlock next(int most) throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    CsvBlock block = new CsvBlock();
    while (block.records() < most && position < BLOCK_BYTES) {
      if (position == limit && !fill()) {
        break;
      }
      if (!scan(block)) {
        block.undo();
        if (limit == buffer.length && block.records() > 0) {
          break;
        }
        grow();
        fill();
      }
    }
    block.fill(Arrays.copyOf(buffer, position));
    return block.records() == 0 ? null : block;
  }

  private void grow() throws IOException {
    if (limit < buffer.length) {
      return;
    }
    if (limit >= LONGEST) {
      throw new IOException(
          "the record on line "
              + line
              + " is longer than "
              + LONGEST
              + " bytes, expected a shorter one (a quote may never be closed)");
    }
    buffer = Arrays.copyOf(buffer, Math.min(LONGEST, buffer.length * 2));
  }

  private boolean fill() throws IOException {
    int read = ended ? 0 : in.readNBytes(buffer, limit, buffer.length - limit);
    limit += read;
    ended |= limit < buffer.length;
    return read > 0;
  }

  /** Reads a record; returns false, having consumed nothing, if it may go on behind the buffer. */
  private boolean scan(CsvBlock block) {
    newlines = 0;
    int at = position;
    String wrong = null;
    boolean more = true;
    while (more) {
      boolean inQuotes = at < limit && buffer[at] == QUOTE;
      int end = inQuotes ? closing(at + 1) : fieldEnd(at);
      block.field(inQuotes ? at + 1 : at, end, inQuotes);
      if (end == limit && (inQuotes || !ended)) {
        return ended && unclosed(block);
      }
      at = inQuotes ? end + 1 : end;
      if (at < limit && !isFieldEnd(buffer[at])) {
        wrong = fact(block.open(), inQuotes);
        at = lineEnd(at);
      }
      if (at == limit && !ended) {
        return false;
      }
      more = at < limit && buffer[at] == delimiter;
      at += more ? 1 : 0;
    }
    return endLine(block, at, wrong);
  }

  private boolean endLine(CsvBlock block, int end, @Nullable String wrong) {
    int at = end;
    if (at < limit && buffer[at++] == '\r') {
      if (at == limit && !ended) {
        return false;
      }
      at += at < limit && buffer[at] == '\n' ? 1 : 0;
    }
    position = at;
    if (blankSkipped && block.isBlank()) {
      block.undo();
    } else {
      block.end(line);
    }
    if (wrong != null) {
      block.malformed(wrong, false);
    }
    line += newlines + 1;
    return true;
  }

  private boolean unclosed(CsvBlock block) {
    int field = block.open();
    position = limit;
    block.end(line);
    block.malformed("the quote of field " + field + " is never closed", true);
    return true;
  }

  private static String fact(int field, boolean inQuotes) {
    return inQuotes
        ? "field " + field + " goes on after its closing quote"
        : "field "
            + field
            + " has a quote inside, expected quotes around the whole field (and \"\" for a quote in"
            + " it)";
  }

  /** Returns where the quote is that closes a field, or the limit. */
  private int closing(int from) {
    int at = from;
    while (at < limit) {
      byte next = buffer[at];
      if (next == QUOTE && at + 1 == limit && !ended) {
        return limit;
      }
      if (next == QUOTE && (at + 1 == limit || buffer[at + 1] != QUOTE)) {
        return at;
      }
      newlines += next == '\n' ? 1 : 0;
      at += next == QUOTE ? 2 : 1;
    }
    return limit;
  }

  private int fieldEnd(int from) {
    int at = from;
    while (at < limit && buffer[at] != QUOTE && !isFieldEnd(buffer[at])) {
      at++;
    }
    return at;
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
      at++;
    }
    return at;
  }

  private boolean isFieldEnd(byte next) {
    return next == delimiter || next == '\n' || next == '\r';
  }
}
