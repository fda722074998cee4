package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element types of the format and ours. */
final class TfliteTypes {

  /** The format's types by their numbers; what has no type of ours here has none. */
  private static final List<String> NAMES =
      List.of(
          "FLOAT32",
          "FLOAT16",
          "INT32",
          "UINT8",
          "INT64",
          "STRING",
          "BOOL",
          "INT16",
          "COMPLEX64",
          "INT8",
          "FLOAT64",
          "COMPLEX128",
          "UINT64",
          "RESOURCE",
          "VARIANT",
          "UINT32",
          "UINT16",
          "INT4",
          "BFLOAT16",
          "INT2",
          "UINT4");

  private TfliteTypes() {}

  /** Returns whether the format has a type of that number. */
  static boolean isKnown(int type) {
    return type >= 0 && type < NAMES.size();
  }

  /** Returns the format's name of a type. */
  static String name(int type) {
    return isKnown(type) ? NAMES.get(type) : "type " + type;
  }

  /** Returns our type of the same values, or null if there is none. */
  static @Nullable ElementType elementType(int type) {
    return switch (name(type)) {
      case "COMPLEX64", "COMPLEX128", "RESOURCE", "VARIANT", "INT4", "INT2", "UINT4" -> null;
      default -> isKnown(type) ? ElementType.valueOf(name(type)) : null;
    };
  }

  /** Returns whether values of a type may stand for real numbers by a scale and a zero point. */
  static boolean isQuantisable(@Nullable ElementType type) {
    return type == ElementType.INT8 || type == ElementType.UINT8 || type == ElementType.INT16;
  }
}
