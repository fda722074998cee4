package dev.slipway.batch.internal.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits bytes into blocks of whole lines. Not thread-safe. */
final class LineBlocks {

  /** The longest line in bytes: 64 MiB. */
  static final int LONGEST = 64 << 20;

  private static final int BLOCK_BYTES = 1 << 18;

  private final InputStream in;
  private byte[] buffer = new byte[BLOCK_BYTES];
  private int limit;
  private boolean ended;
  private long nextLine = 1;
  private long nextRow;

  LineBlocks(InputStream in) {
    this.in = in;
  }

  /** Whole lines that follow each other; a row is a line that is not blank. */
  static final class Block {

    private final byte[] bytes;
    private final long firstLine;
    private final long firstRow;

    private Block(byte[] bytes, long firstLine, long firstRow) {
      this.bytes = bytes;
      this.firstLine = firstLine;
      this.firstRow = firstRow;
    }

    byte[] bytes() {
      return bytes;
    }

    long firstLine() {
      return firstLine;
    }

    long firstRow() {
      return firstRow;
    }
  }

  /** Returns the next lines, of which at least one is not blank, or null at the end. */
  @Nullable Block next() throws IOException {
    while (true) {
      fill();
      if (limit == 0) {
        return null;
      }
      int end = ended ? limit : afterLastLine();
      if (end == 0) {
        grow();
        continue;
      }
      Block block = new Block(Arrays.copyOf(buffer, end), nextLine, nextRow);
      System.arraycopy(buffer, end, buffer, 0, limit - end);
      limit -= end;
      if (count(block.bytes) > 0) {
        return block;
      }
    }
  }

  private void fill() throws IOException {
    int read = ended ? 0 : in.readNBytes(buffer, limit, buffer.length - limit);
    limit += read;
    ended |= limit < buffer.length;
  }

  private void grow() throws IOException {
    if (buffer.length >= LONGEST) {
      throw new IOException(
          "line " + nextLine + " is longer than " + LONGEST + " bytes, expected one record");
    }
    buffer = Arrays.copyOf(buffer, buffer.length * 2);
  }

  private int afterLastLine() {
    int at = limit;
    while (at > 0 && buffer[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /** Counts lines and rows; returns how many rows there are. */
  private long count(byte[] bytes) {
    long rows = nextRow;
    boolean blank = true;
    for (byte next : bytes) {
      if (next == '\n') {
        nextLine++;
        nextRow += blank ? 0 : 1;
        blank = true;
      } else if (next != ' ' && next != '\t' && next != '\r') {
        blank = false;
      }
    }
    nextRow += blank ? 0 : 1;
    return nextRow - rows;
  }
}
