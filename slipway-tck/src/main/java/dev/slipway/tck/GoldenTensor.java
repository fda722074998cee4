package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A tensor of a golden record.
 *
 * @param name the input's or output's name
 * @param type the type of its elements
 * @param shape without free dimensions
 * @param values as texts, row-major
 */
record GoldenTensor(String name, ElementType type, Shape shape, List<String> values) {

  /** Writes the values into a tensor of the same type and size. */
  void writeTo(Tensor tensor) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (type == ElementType.STRING) {
        tensor.setString(i, text(value));
      } else if (type.isFloating()) {
        tensor.setDouble(i, Double.parseDouble(value));
      } else {
        tensor.setLong(i, integer(value));
      }
    }
  }

  private static String text(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private static long integer(String value) {
    return value.startsWith("-") ? Long.parseLong(value) : Long.parseUnsignedLong(value);
  }

  /** Asserts that a tensor has these values, floating ones within the type's tolerance. */
  void check(Tensor actual) {
    assertThat(actual.type()).as("type of %s", name).isEqualTo(type);
    assertThat(actual.shape()).as("shape of %s", name).isEqualTo(shape);
    for (int i = 0; i < values.size(); i++) {
      checkElement(actual, i);
    }
  }

  private void checkElement(Tensor actual, int index) {
    String value = values.get(index);
    String place = "%s[%d]".formatted(name, index);
    if (type == ElementType.STRING) {
      assertThat(actual.stringAt(index)).as(place).isEqualTo(text(value));
    } else if (type.isFloating()) {
      double expected = Double.parseDouble(value);
      double tolerance = tolerance(type) * Math.max(1, Math.abs(expected));
      if (Double.isFinite(expected)) {
        assertThat(actual.doubleAt(index)).as(place).isCloseTo(expected, within(tolerance));
      } else {
        assertThat(actual.doubleAt(index)).as(place).isEqualTo(expected);
      }
    } else {
      assertThat(actual.longAt(index)).as(place).isEqualTo(integer(value));
    }
  }

  /** Returns how far an answer may be off, relative to the larger of 1 and the expected value. */
  private static double tolerance(ElementType type) {
    return switch (type) {
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      case FLOAT32 -> 1e-6;
      case FLOAT64 -> 1e-14;
      default -> 0;
    };
  }
}
