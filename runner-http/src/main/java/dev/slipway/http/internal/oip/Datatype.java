package dev.slipway.http.internal.oip;

import dev.slipway.ElementType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tensor data types of the Open Inference Protocol v2. */
public enum Datatype {
  /** True or false; one byte, 1 or 0. */
  BOOL(ElementType.BOOL),
  /** Unsigned 8-bit integers. */
  UINT8(ElementType.UINT8),
  /** Unsigned 16-bit integers. */
  UINT16(ElementType.UINT16),
  /** Unsigned 32-bit integers. */
  UINT32(ElementType.UINT32),
  /** Unsigned 64-bit integers. */
  UINT64(ElementType.UINT64),
  /** Signed 8-bit integers. */
  INT8(ElementType.INT8),
  /** Signed 16-bit integers. */
  INT16(ElementType.INT16),
  /** Signed 32-bit integers. */
  INT32(ElementType.INT32),
  /** Signed 64-bit integers. */
  INT64(ElementType.INT64),
  /** IEEE 754 binary16. */
  FP16(ElementType.FLOAT16),
  /** IEEE 754 binary32. */
  FP32(ElementType.FLOAT32),
  /** IEEE 754 binary64. */
  FP64(ElementType.FLOAT64),
  /** The upper half of a binary32. */
  BF16(ElementType.BFLOAT16),
  /** Texts and bytes; points in time as ISO 8601 texts. */
  BYTES(ElementType.STRING);

  /** The names, for messages. */
  public static final String NAMES =
      Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));

  private final ElementType elements;

  Datatype(ElementType elements) {
    this.elements = elements;
  }

  /** Returns the type of the elements; texts for {@link #BYTES}. */
  public ElementType elements() {
    return elements;
  }

  /** Returns the size of an element in the binary form, 0 for {@link #BYTES}. */
  public int byteWidth() {
    return elements.byteWidth();
  }

  /**
   * Returns the data type that a value of a model travels as.
   *
   * @param type any
   * @return its data type
   */
  public static Datatype of(ElementType type) {
    return switch (type) {
      case STRING, BINARY, DATETIME -> BYTES;
      default -> exact(type);
    };
  }

  private static Datatype exact(ElementType type) {
    for (Datatype datatype : values()) {
      if (datatype.elements == type) {
        return datatype;
      }
    }
    throw new IllegalArgumentException("no data type for " + type);
  }

  /**
   * Returns the data type of a name.
   *
   * @param name as the protocol writes it
   * @return empty if there is none of that name
   */
  public static Optional<Datatype> named(String name) {
    for (Datatype datatype : values()) {
      if (datatype.name().equals(name)) {
        return Optional.of(datatype);
      }
    }
    return Optional.empty();
  }
}
