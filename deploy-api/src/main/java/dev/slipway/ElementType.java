package dev.slipway;

/** The type of one element of a {@link Column} or {@link Tensor}. */
public enum ElementType {
  /** True or false; one byte, 1 or 0. */
  BOOL(1, Kind.BOOLEAN),
  /** Signed 8-bit integer. */
  INT8(1, Kind.INTEGER),
  /** Signed 16-bit integer. */
  INT16(2, Kind.INTEGER),
  /** Signed 32-bit integer. */
  INT32(4, Kind.INTEGER),
  /** Signed 64-bit integer; never carried through a floating type. */
  INT64(8, Kind.INTEGER),
  /** Unsigned 8-bit integer. */
  UINT8(1, Kind.UNSIGNED),
  /** Unsigned 16-bit integer. */
  UINT16(2, Kind.UNSIGNED),
  /** Unsigned 32-bit integer. */
  UINT32(4, Kind.UNSIGNED),
  /** Unsigned 64-bit integer; as a {@code long} it has the same bits. */
  UINT64(8, Kind.UNSIGNED),
  /** IEEE 754 binary16. */
  FLOAT16(2, Kind.FLOATING),
  /** The upper half of a binary32. */
  BFLOAT16(2, Kind.FLOATING),
  /** IEEE 754 binary32. */
  FLOAT32(4, Kind.FLOATING),
  /** IEEE 754 binary64. */
  FLOAT64(8, Kind.FLOATING),
  /** Text, as UTF-8. */
  STRING(0, Kind.BYTES),
  /** Bytes without a meaning of their own. */
  BINARY(0, Kind.BYTES),
  /** A point in time: microseconds since 1970-01-01T00:00:00Z, as a signed 64-bit integer. */
  DATETIME(8, Kind.TIME);

  private enum Kind {
    BOOLEAN,
    INTEGER,
    UNSIGNED,
    FLOATING,
    BYTES,
    TIME
  }

  private final int byteWidth;
  private final Kind kind;

  ElementType(int byteWidth, Kind kind) {
    this.byteWidth = byteWidth;
    this.kind = kind;
  }

  /**
   * Returns the size of one element in bytes.
   *
   * @return 1, 2, 4 or 8, and 0 where elements differ in length ({@link #STRING}, {@link #BINARY})
   */
  public int byteWidth() {
    return byteWidth;
  }

  /**
   * Returns whether this is an integer type, signed or unsigned.
   *
   * @return true for {@code INT8} to {@code UINT64}
   */
  public boolean isInteger() {
    return kind == Kind.INTEGER || kind == Kind.UNSIGNED;
  }

  /**
   * Returns whether this is an unsigned integer type.
   *
   * @return true for {@code UINT8} to {@code UINT64}
   */
  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  /**
   * Returns whether this is a floating-point type.
   *
   * @return true for {@code FLOAT16}, {@code BFLOAT16}, {@code FLOAT32} and {@code FLOAT64}
   */
  public boolean isFloating() {
    return kind == Kind.FLOATING;
  }

  /**
   * Returns whether elements differ in length.
   *
   * @return true for {@link #STRING} and {@link #BINARY}
   */
  public boolean isVariableLength() {
    return kind == Kind.BYTES;
  }
}
