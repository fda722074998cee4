package dev.slipway.batch.internal.rows;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.nio.charset.StandardCharsets;

/** A column of one text in every row. */
final class ConstantColumn implements Column {

  private final byte[] text;
  private final int rows;

  ConstantColumn(String text, int rows) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.rows = rows;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public ElementType type() {
    return ElementType.STRING;
  }

  @Override
  public Shape rowShape() {
    return Shape.scalar();
  }

  @Override
  public boolean isNull(int row) {
    return false;
  }

  @Override
  public long longAt(int index) {
    throw new IllegalStateException("texts are no integers");
  }

  @Override
  public double doubleAt(int index) {
    throw new IllegalStateException("texts are no numbers");
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    if (text.length <= target.length) {
      System.arraycopy(text, 0, target, 0, text.length);
    }
    return text.length;
  }
}
