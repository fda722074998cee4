package dev.slipway.verification.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Compares answers as the ONNX project's own runner does: type and shape equal, integers and texts
 * equal as well, floating ones within {@link #ABSOLUTE} and {@link #RELATIVE} of the expected value
 * together; a NaN equals a NaN.
 */
final class Closeness {

  static final double RELATIVE = 1e-3;
  static final double ABSOLUTE = 1e-7;

  private Closeness() {}

  static void check(String name, Tensor actual, Tensor expected) {
    assertThat(actual.type()).as("type of %s", name).isEqualTo(expected.type());
    assertThat(actual.shape()).as("shape of %s", name).isEqualTo(expected.shape());
    for (int i = 0; i < expected.size(); i++) {
      checkElement(name, i, actual, expected);
    }
  }

  private static void checkElement(String name, int i, Tensor actual, Tensor expected) {
    if (expected.type() == ElementType.STRING) {
      assertThat(actual.stringAt(i)).as("%s[%d]", name, i).isEqualTo(expected.stringAt(i));
    } else if (expected.type().isFloating()) {
      double wanted = expected.doubleAt(i);
      double given = actual.doubleAt(i);
      if (Double.compare(wanted, given) != 0
          && !(Math.abs(given - wanted) <= ABSOLUTE + RELATIVE * Math.abs(wanted))) {
        assertThat(given).as("%s[%d]", name, i).isEqualTo(wanted);
      }
    } else {
      assertThat(actual.longAt(i)).as("%s[%d]", name, i).isEqualTo(expected.longAt(i));
    }
  }

  /** Returns a copy of a tensor's elements, to be compared bit by bit. */
  static byte[] bits(Tensor tensor) {
    if (tensor.type() != ElementType.STRING) {
      byte[] bits = new byte[tensor.size() * tensor.type().byteWidth()];
      tensor.bytes().get(0, bits);
      return bits;
    }
    String[] texts = new String[tensor.size()];
    Arrays.setAll(texts, tensor::stringAt);
    return String.join("\n", texts).getBytes(StandardCharsets.UTF_8);
  }
}
