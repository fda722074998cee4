package dev.slipway.http.internal.oip;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.core.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What travels as BYTES and is something else in a signature: bytes and points in time. */
public final class TextValues {

  private TextValues() {}

  /** Returns one element as the protocol carries it. */
  public static byte[] bytes(Column column, int index) {
    return column.type() == ElementType.DATETIME
        ? Timestamps.format(column.longAt(index)).getBytes(StandardCharsets.UTF_8)
        : column.bytesAt(index);
  }

  /** Returns one element as JSON carries it. */
  static String text(Column column, int index) {
    return switch (column.type()) {
      case BINARY -> Base64.getEncoder().encodeToString(column.bytesAt(index));
      case DATETIME -> Timestamps.format(column.longAt(index));
      default -> column.stringAt(index);
    };
  }

  /**
   * Returns texts as what a signature wants.
   *
   * @throws IllegalArgumentException if one of them is no such value
   */
  static Column as(ElementType type, Column texts, OipRequest.Form form) {
    if (type == ElementType.STRING) {
      return texts;
    }
    ColumnBuffer column = new ColumnBuffer(type, Shape.scalar());
    for (int i = 0; i < texts.rows(); i++) {
      try {
        add(column, texts, i, form);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException("element " + i + ": " + wrong.getMessage(), wrong);
      }
    }
    return column;
  }

  private static void add(ColumnBuffer column, Column texts, int index, OipRequest.Form form) {
    if (column.type() == ElementType.DATETIME) {
      column.addLong(Timestamps.parse(texts.stringAt(index)));
      return;
    }
    byte[] bytes = texts.bytesAt(index);
    byte[] plain = form == OipRequest.Form.JSON ? Base64.getDecoder().decode(bytes) : bytes;
    column.addBytes(plain, plain.length);
  }
}
