package dev.slipway.core.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits bytes into lines that end with LF, one after the other. Not thread-safe. */
final class TextLines {

  /** The longest line in bytes. */
  static final int LONGEST = 256 << 20;

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 10];
  private int length;
  private long number;

  TextLines(InputStream in) {
    this.in = in;
  }

  /** Reads the next line that is not blank; returns false at the end. */
  boolean next() throws IOException {
    do {
      if (!readLine()) {
        return false;
      }
    } while (isBlank());
    return true;
  }

  /** Returns the number of the line, from 1. */
  long number() {
    return number;
  }

  byte[] bytes() {
    return line;
  }

  /** Returns where in {@link #bytes} the line begins: behind a byte order mark. */
  int start() {
    return number == 1 && startsWithMark() ? MARK.length : 0;
  }

  int end() {
    return length;
  }

  private boolean startsWithMark() {
    return length >= MARK.length && Arrays.equals(MARK, Arrays.copyOf(line, MARK.length));
  }

  private boolean isBlank() {
    for (int i = start(); i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private boolean readLine() throws IOException {
    length = 0;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && block[end] != '\n') {
        end++;
      }
      append(position, end);
      position = end;
      if (end < limit) {
        position++;
        break;
      }
    }
    number += any ? 1 : 0;
    return any;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(block));
    return limit > 0;
  }

  private void append(int from, int to) throws IOException {
    int needed = length + to - from;
    if (needed > LONGEST) {
      throw new IOException(
          "line " + (number + 1) + " is longer than " + LONGEST + " bytes, expected one record");
    }
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, line.length * 2));
    }
    System.arraycopy(block, from, line, length, to - from);
    length = needed;
  }
}
