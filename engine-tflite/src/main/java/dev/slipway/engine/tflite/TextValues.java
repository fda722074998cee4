package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Texts in memory, as the format has them: how many, where each begins and the last ends, and the
 * bytes of all in UTF-8.
 */
final class TextValues {

  private static final int INT = Integer.BYTES;

  private TextValues() {}

  /** Checks that memory holds so many texts within its bounds. */
  static void check(String tensor, ByteBuffer bytes, long count) throws MalformedModelException {
    if (!isSound(bytes, count)) {
      throw new MalformedModelException(
          "tensor '%s' has %d bytes that are not %d texts"
              .formatted(tensor, bytes.capacity(), count));
    }
  }

  private static boolean isSound(ByteBuffer bytes, long count) {
    long head = (count + 2) * INT;
    if (bytes.capacity() < INT || bytes.getInt(0) != count || bytes.capacity() < head) {
      return false;
    }
    long last = head;
    for (int i = 0; i <= count; i++) {
      int next = bytes.getInt((i + 1) * INT);
      if (next < last || next > bytes.capacity()) {
        return false;
      }
      last = next;
    }
    return true;
  }

  /** Returns the texts of memory that is checked here. */
  static String[] read(String tensor, ByteBuffer memory, int count) throws MalformedModelException {
    ByteBuffer bytes = memory.slice().order(ByteOrder.nativeOrder());
    if (count == 0) {
      return new String[0];
    }
    check(tensor, bytes, count);
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      int from = bytes.getInt((i + 1) * INT);
      byte[] utf8 = new byte[bytes.getInt((i + 2) * INT) - from];
      bytes.get(from, utf8);
      texts[i] = new String(utf8, StandardCharsets.UTF_8);
    }
    return texts;
  }

  /** Returns memory with the texts, to be copied. */
  static ByteBuffer write(byte[][] texts) {
    long size = (texts.length + 2L) * INT;
    for (byte[] text : texts) {
      size += text.length;
    }
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
    bytes.putInt(0, texts.length);
    int end = (texts.length + 2) * INT;
    bytes.putInt(INT, end);
    for (int i = 0; i < texts.length; i++) {
      bytes.put(end, texts[i]);
      end += texts[i].length;
      bytes.putInt((i + 2) * INT, end);
    }
    return bytes;
  }
}
