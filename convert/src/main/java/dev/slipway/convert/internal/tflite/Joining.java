package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.List;

/** Joins constants along an axis. */
final class Joining {

  private static final int MOST = 1 << 25;

  private Joining() {}

  static Constant of(List<Constant> parts, int axis, Dimensions result) {
    int size = (int) result.elements();
    if (size > MOST) {
      throw new Refusal("makes a constant of " + size + " elements, expected at most " + MOST);
    }
    ElementType type = parts.get(0).type();
    if (type == ElementType.STRING) {
      throw new Refusal("joins texts, expected numbers");
    }
    float[] reals = new float[type.isFloating() ? size : 0];
    long[] integers = new long[type.isFloating() ? 0 : size];
    int inner = 1;
    for (int i = axis + 1; i < result.rank(); i++) {
      inner *= result.fixed(i);
    }
    int outer = 1;
    for (int i = 0; i < axis; i++) {
      outer *= result.fixed(i);
    }
    int target = 0;
    for (int row = 0; row < outer; row++) {
      for (Constant part : parts) {
        int length = part.dimensions().fixed(axis) * inner;
        if (type.isFloating()) {
          System.arraycopy(part.reals(), row * length, reals, target, length);
        } else {
          System.arraycopy(part.integers(), row * length, integers, target, length);
        }
        target += length;
      }
    }
    return type.isFloating()
        ? Constant.of(type, result, reals)
        : Constant.of(type, result, integers);
  }
}
