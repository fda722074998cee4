package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A {@code FLOAT32} column of vectors of zeros with at most a single one or minus one, which holds
 * only where that stands. Its memory grows and is kept. Not thread-safe while someone writes.
 */
final class OneHotColumn implements Column {

  /** The code of a vector of zeros. */
  static final int ZEROS = -1;

  private final int width;
  private final Shape rowShape;
  private final byte[] zeros;
  private int[] codes = new int[16];
  private int rows;

  OneHotColumn(int width) {
    this.width = width;
    this.rowShape = Shape.of(width);
    this.zeros = new byte[Math.multiplyExact(width, Double.BYTES)];
  }

  /** Returns the code of a vector with minus one at a place. */
  static int negative(int place) {
    return -2 - place;
  }

  /**
   * Makes this column that many rows long.
   *
   * @return where the codes go: the place of the one, {@link #ZEROS} or {@link #negative}; valid
   *     until the next reset
   */
  int[] reset(int count) {
    if (count > codes.length) {
      codes = Arrays.copyOf(codes, Math.max(count, 2 * codes.length));
    }
    rows = count;
    return codes;
  }

  /** Returns the codes as set. */
  int[] codes() {
    return codes;
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    if (target.type() == ElementType.FLOAT32) {
      copyFloats(target.bytes(), first, stride);
    } else if (target.type().isFloating()) {
      copyAny(target, first, stride);
    } else {
      Column.super.copyTo(target, first, stride);
    }
  }

  private void copyFloats(ByteBuffer target, int first, int stride) {
    int length = width * Float.BYTES;
    for (int row = 0; row < rows; row++) {
      int place = first + row * stride;
      target.put(place << 2, zeros, 0, length);
      int code = codes[row];
      if (code != ZEROS) {
        target.putFloat((place + place(code)) << 2, sign(code));
      }
    }
  }

  private void copyAny(Tensor target, int first, int stride) {
    int elementBytes = target.type().byteWidth();
    for (int row = 0; row < rows; row++) {
      int place = first + row * stride;
      target.bytes().put(place * elementBytes, zeros, 0, width * elementBytes);
      int code = codes[row];
      if (code != ZEROS) {
        target.setDouble(place + place(code), sign(code));
      }
    }
  }

  private static int place(int code) {
    return code < ZEROS ? -2 - code : code;
  }

  private static float sign(int code) {
    return code < ZEROS ? -1 : 1;
  }

  @Override
  public double doubleAt(int index) {
    int code = codes[Objects.checkIndex(index, rows * width) / width];
    return code != ZEROS && place(code) == index % width ? sign(code) : 0;
  }

  @Override
  public long longAt(int index) {
    throw new IllegalStateException("FLOAT32 elements are not integers");
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    throw new IllegalStateException("FLOAT32 elements are not bytes");
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  @Override
  public Shape rowShape() {
    return rowShape;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean isNull(int row) {
    return false;
  }

  @Override
  public boolean hasNulls() {
    return false;
  }

  /** Returns the width and the row count. */
  @Override
  public String toString() {
    return "FLOAT32" + rowShape + " x " + rows;
  }
}
