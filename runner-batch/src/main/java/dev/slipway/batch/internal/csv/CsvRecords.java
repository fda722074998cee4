package dev.slipway.batch.internal.csv;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Splits bytes into records of fields, one after the other. Lines end with LF, CR LF or CR; a byte
 * order mark is skipped; a quote may stand only around a whole field, or twice inside such a one.
 * Not thread-safe.
 */
final class CsvRecords {

  private static final int END = -1;
  private static final int NONE_READ = -2;
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final String source;
  private final byte[] block = new byte[1 << 16];
  private int position;
  private int limit;
  private int peeked = NONE_READ;
  private byte[] bytes = new byte[256];
  private int[] ends = new int[16];
  private boolean[] quoted = new boolean[16];
  private int fields;
  private int used;
  private long nextLine = 1;
  private long line;

  CsvRecords(InputStream in, String source) throws IOException {
    this.in = in;
    this.source = source;
    skipMark();
  }

  private void skipMark() throws IOException {
    limit = Math.max(0, in.readNBytes(block, 0, MARK.length));
    position = limit == MARK.length && Arrays.equals(MARK, Arrays.copyOf(block, limit)) ? limit : 0;
  }

  /** Reads the next record; returns false at the end. */
  boolean next() throws IOException {
    fields = 0;
    used = 0;
    line = nextLine;
    if (peek() == END) {
      return false;
    }
    boolean more = true;
    while (more) {
      more = readField();
    }
    return true;
  }

  /** Returns the line on which this record starts, from 1. */
  long line() {
    return line;
  }

  int fields() {
    return fields;
  }

  /** Returns whether this is an empty line. */
  boolean isBlank() {
    return fields == 1 && used == 0 && !quoted[0];
  }

  /** Returns whether a field is empty and without quotes, which stands for no value. */
  boolean isMissing(int field) {
    return !quoted[field] && start(field) == ends[field];
  }

  byte[] bytes(int field) {
    return Arrays.copyOfRange(bytes, start(field), ends[field]);
  }

  /** Returns a field as text. */
  String text(int field) {
    ByteBuffer value = ByteBuffer.wrap(bytes, start(field), ends[field] - start(field));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value).toString();
    } catch (CharacterCodingException wrong) {
      throw fault(line, "field " + (field + 1) + " is not UTF-8 (save the file as UTF-8)");
    }
  }

  InvalidInputException fault(long where, String fact) {
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT,
        "Cannot read " + source,
        List.of(new Problem("line " + where, fact)));
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  /** Reads a field and what ends it; returns whether another follows in this record. */
  private boolean readField() throws IOException {
    boolean quotes = peek() == '"';
    if (quotes) {
      readQuoted();
    } else {
      readPlain();
    }
    endField(quotes);
    int end = read();
    if (end == '\r' && peek() == '\n') {
      read();
    }
    if (end == '\r' || end == '\n') {
      nextLine++;
    }
    return end == ',';
  }

  private void readPlain() throws IOException {
    while (!isFieldEnd(peek())) {
      int next = read();
      if (next == '"') {
        throw fault(
            nextLine,
            "field "
                + (fields + 1)
                + " has a quote inside, expected quotes around the whole field"
                + " (and \"\" for a quote in it)");
      }
      append(next);
    }
  }

  private void readQuoted() throws IOException {
    long opened = nextLine;
    read();
    while (true) {
      int next = read();
      if (next == END) {
        throw fault(opened, "the quote of field " + (fields + 1) + " is never closed");
      }
      if (next == '"' && peek() != '"') {
        break;
      }
      nextLine += next == '\n' ? 1 : 0;
      append(next == '"' ? read() : next);
    }
    if (!isFieldEnd(peek())) {
      throw fault(nextLine, "field " + (fields + 1) + " goes on after its closing quote");
    }
  }

  private static boolean isFieldEnd(int next) {
    return next == ',' || next == '\n' || next == '\r' || next == END;
  }

  private void append(int next) {
    if (used == bytes.length) {
      bytes = Arrays.copyOf(bytes, used * 2);
    }
    bytes[used++] = (byte) next;
  }

  private void endField(boolean quotes) {
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, fields * 2);
      quoted = Arrays.copyOf(quoted, fields * 2);
    }
    quoted[fields] = quotes;
    ends[fields++] = used;
  }

  private int peek() throws IOException {
    if (peeked == NONE_READ) {
      peeked = fetch();
    }
    return peeked;
  }

  private int read() throws IOException {
    int next = peek();
    peeked = NONE_READ;
    return next;
  }

  private int fetch() throws IOException {
    if (position == limit) {
      limit = in.read(block);
      position = 0;
    }
    if (limit <= 0) {
      limit = 0;
      return END;
    }
    return block[position++] & 0xff;
  }
}
