package dev.slipway.engine.tensorflow;

import dev.slipway.ElementType;
import java.util.Optional;

/** The element types of TensorFlow, by the numbers of its format, and ours. */
final class TensorTypes {

  /** The size of a text in a native tensor: a small text itself, or where a longer one is. */
  static final int TEXT_BYTES = 24;

  private TensorTypes() {}

  /** Returns our type, empty if we have none. */
  static Optional<ElementType> of(int number) {
    for (ElementType type : ElementType.values()) {
      if (number(type) == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Returns TensorFlow's number of a type, -1 if it has none. */
  static int number(ElementType type) {
    return switch (type) {
      case FLOAT32 -> 1;
      case FLOAT64 -> 2;
      case INT32 -> 3;
      case UINT8 -> 4;
      case INT16 -> 5;
      case INT8 -> 6;
      case STRING -> 7;
      case INT64 -> 9;
      case BOOL -> 10;
      case BFLOAT16 -> 14;
      case UINT16 -> 17;
      case FLOAT16 -> 19;
      case UINT32 -> 22;
      case UINT64 -> 23;
      case BINARY, DATETIME -> -1;
    };
  }

  /** Returns a type's name for people, also of one that we lack. */
  static String name(int number) {
    return switch (number) {
      case 8 -> "complex64";
      case 18 -> "complex128";
      case 11, 12, 13, 15, 16 -> "a quantised type";
      case 20 -> "a resource";
      case 21 -> "a variant";
      default -> of(number).map(Object::toString).orElse("type " + number);
    };
  }
}
