package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The files in the zip archive that stands behind a model in the same file. */
final class AppendedFiles {

  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END_DIRECTORY_SIZE = 12;
  private static final int END_DIRECTORY_OFFSET = 16;
  private static final int MOST_COMMENT = 0xffff;

  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int ENTRY_METHOD = 10;
  private static final int ENTRY_PACKED = 20;
  private static final int ENTRY_WHOLE = 24;
  private static final int ENTRY_NAME = 28;
  private static final int ENTRY_EXTRA = 30;
  private static final int ENTRY_COMMENT = 32;
  private static final int ENTRY_OFFSET = 42;

  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int LOCAL_NAME = 26;
  private static final int LOCAL_EXTRA = 28;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int MOST_BYTES = 1 << 20;

  private final ByteBuffer bytes;
  private final String wanted;

  private AppendedFiles(ByteBuffer bytes, String wanted) {
    this.bytes = bytes;
    this.wanted = wanted;
  }

  /** Returns a file of texts, at most 1 MiB of them. */
  static String read(ByteBuffer content, String name) throws MalformedModelException {
    ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new String(new AppendedFiles(bytes, name).find(), StandardCharsets.UTF_8);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DataFormatException e) {
      throw malformed(name, "in an archive that is damaged");
    }
  }

  private static MalformedModelException malformed(String name, String fact) {
    return new MalformedModelException(
        "its metadata name the file '%s', which is %s".formatted(name, fact));
  }

  private byte[] find() throws MalformedModelException, DataFormatException {
    int end = end();
    int directory = end - bytes.getInt(end + END_DIRECTORY_SIZE);
    int first = directory - bytes.getInt(end + END_DIRECTORY_OFFSET);
    int at = directory;
    while (at < end && bytes.getInt(at) == ENTRY) {
      int nameLength = unsigned(at + ENTRY_NAME);
      if (wanted.equals(text(at + ENTRY_SIZE, nameLength))) {
        return content(at, first + bytes.getInt(at + ENTRY_OFFSET));
      }
      at += ENTRY_SIZE + nameLength + unsigned(at + ENTRY_EXTRA) + unsigned(at + ENTRY_COMMENT);
    }
    throw malformed(wanted, "not there");
  }

  private int end() throws MalformedModelException {
    int last = bytes.capacity() - END_SIZE;
    for (int at = last; at >= Math.max(0, last - MOST_COMMENT); at--) {
      if (bytes.getInt(at) == END) {
        return at;
      }
    }
    throw malformed(wanted, "not there: no archive is behind the model");
  }

  private byte[] content(int entry, int local) throws MalformedModelException, DataFormatException {
    int packed = bytes.getInt(entry + ENTRY_PACKED);
    int whole = bytes.getInt(entry + ENTRY_WHOLE);
    int method = unsigned(entry + ENTRY_METHOD);
    if (bytes.getInt(local) != LOCAL
        || Math.min(whole, packed) < 0
        || Math.max(whole, packed) > MOST_BYTES) {
      throw malformed(wanted, "of %d bytes, expected at most %d".formatted(whole, MOST_BYTES));
    }
    int start = local + LOCAL_SIZE + unsigned(local + LOCAL_NAME) + unsigned(local + LOCAL_EXTRA);
    byte[] content = new byte[packed];
    bytes.get(start, content);
    return switch (method) {
      case STORED -> content;
      case DEFLATED -> inflated(content, whole);
      default -> throw malformed(wanted, "packed in a way that is not known");
    };
  }

  private static byte[] inflated(byte[] packed, int size) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] content = new byte[size];
      return Arrays.copyOf(content, inflater.inflate(content));
    } finally {
      inflater.end();
    }
  }

  private int unsigned(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private String text(int at, int length) {
    byte[] utf8 = new byte[length];
    bytes.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
