package dev.slipway.core.internal.steps;

import dev.slipway.Column;

/** Memory for one text of any length, which grows and is kept. Not thread-safe. */
final class TextScratch {

  private byte[] bytes = new byte[64];
  private int length;

  /** Takes the bytes of a row's text. */
  void read(Column column, int row) {
    length = column.copyBytes(row, bytes);
    if (length > bytes.length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
      column.copyBytes(row, bytes);
    }
  }

  /** Returns the memory, of which the first {@link #length()} bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
