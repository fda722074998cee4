package dev.slipway.convert.internal.tflite;

import dev.slipway.convert.internal.onnx.Dimensions;

/** The two orders of axes: ONNX's, with the channels second, and TFLite's, with them last. */
final class Layout {

  private Layout() {}

  /** Returns where axes come from when the channels move from the second place to the end. */
  static int[] toChannelsLast(int rank) {
    int[] order = new int[rank];
    for (int axis = 1; axis < rank - 1; axis++) {
      order[axis] = axis + 1;
    }
    order[rank - 1] = 1;
    return order;
  }

  /** Returns where axes come from when the channels move from the end to the second place. */
  static int[] toPlain(int rank) {
    int[] order = new int[rank];
    order[1] = rank - 1;
    for (int axis = 2; axis < rank; axis++) {
      order[axis] = axis - 1;
    }
    return order;
  }

  /** Returns the dimensions with the channels at the end. */
  static Dimensions channelsLast(Dimensions plain) {
    return plain.permuted(toChannelsLast(plain.rank()));
  }

  /** Returns where an axis is when the channels are at the end. */
  static int moved(int axis, int rank) {
    if (axis == 0) {
      return 0;
    }
    return axis == 1 ? rank - 1 : axis - 1;
  }
}
