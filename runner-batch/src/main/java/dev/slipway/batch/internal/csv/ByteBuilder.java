package dev.slipway.batch.internal.csv;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a text that grows. Not thread-safe. */
public final class ByteBuilder extends OutputStream {

  private byte[] bytes = new byte[1 << 12];
  private int length;

  /** Creates an empty text. */
  public ByteBuilder() {}

  @Override
  public void write(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /**
   * Adds a text.
   *
   * @param text any
   */
  public void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    write(encoded, 0, encoded.length);
  }

  private void room(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2L));
    }
  }

  /**
   * Returns where the bytes are.
   *
   * @return the bytes from 0 to {@link #length}, until something is added
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns how many there are.
   *
   * @return a count of bytes
   */
  public int length() {
    return length;
  }
}
