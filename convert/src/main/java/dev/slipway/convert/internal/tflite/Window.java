package dev.slipway.convert.internal.tflite;

import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.Arrays;

/**
 * How a convolution or pool moves over images.
 *
 * @param high from top to bottom
 * @param wide from left to right
 */
record Window(Side high, Side wide) {

  /** More of anything is a damaged model. */
  private static final long MOST = 1 << 16;

  private static final int FIRST_SPATIAL = 2;

  /**
   * One direction.
   *
   * @param size of the image
   * @param kernel how many places are seen at once
   * @param stride places between two windows
   * @param dilation places between two that are seen
   * @param before padding that was asked for at the beginning
   * @param after padding that was asked for at the end
   * @param count of windows
   */
  record Side(int size, int kernel, int stride, int dilation, int before, int after, int count) {

    /** A direction in which there is nothing to do. */
    static final Side ONE = new Side(1, 1, 1, 1, 0, 0, 1);

    int reach() {
      return (kernel - 1) * dilation + 1;
    }

    /** Returns what must be added at the end for the last window to be inside. */
    int needed() {
      return Math.max(0, (count - 1) * stride + reach() - size - before);
    }

    boolean isInside() {
      return before == 0 && needed() == 0;
    }

    /** Returns whether windows are where TFLite's padding SAME puts them. */
    boolean isSame() {
      int same = (size + stride - 1) / stride;
      int total = Math.max(0, (same - 1) * stride + reach() - size);
      return count == same && before == total / 2;
    }
  }

  /** Returns whether no window needs padding. */
  boolean isInside() {
    return high.isInside() && wide.isInside();
  }

  /** Returns whether TFLite's padding SAME does it. */
  boolean isSame() {
    return !isInside() && high.isSame() && wide.isSame();
  }

  /** Returns the same windows over images that were padded. */
  Window padded() {
    return new Window(padded(high), padded(wide));
  }

  private static Side padded(Side side) {
    int size = side.size() + side.before() + side.needed();
    return new Side(size, side.kernel(), side.stride(), side.dilation(), 0, 0, side.count());
  }

  /**
   * Reads a node's attributes.
   *
   * @param kernel the sizes that the weights have; empty to read them from the node
   * @param images dimensions in ONNX's order
   * @param ceil whether a last window that is only partly inside counts
   */
  static Window of(Node node, int[] kernel, Dimensions images, boolean ceil) {
    int spatial = images.rank() - FIRST_SPATIAL;
    if (spatial != 1 && spatial != 2) {
      throw new Refusal("takes " + images + ", expected images or sequences of three or four axes");
    }
    long[] kernels = node.integers("kernel_shape", wide(kernel));
    long[] strides = node.integers("strides", ones(spatial));
    long[] dilations = node.integers("dilations", ones(spatial));
    long[] pads = node.integers("pads", new long[2 * spatial]);
    String auto = node.text("auto_pad", "NOTSET");
    check("kernel_shape", kernels, spatial, 1);
    check("strides", strides, spatial, 1);
    check("dilations", dilations, spatial, 1);
    check("pads", pads, 2 * spatial, 0);
    if (kernel.length > 0 && !Arrays.equals(kernels, wide(kernel))) {
      throw new Refusal("has kernel_shape " + Arrays.toString(kernels) + " and other weights");
    }
    Side[] sides = new Side[spatial];
    for (int i = 0; i < spatial; i++) {
      long[] padding = {pads[i], pads[i + spatial]};
      int size = images.fixed(FIRST_SPATIAL + i);
      sides[i] = side(size, new long[] {kernels[i], strides[i], dilations[i]}, padding, auto, ceil);
    }
    return spatial == 1 ? new Window(Side.ONE, sides[0]) : new Window(sides[0], sides[1]);
  }

  private static long[] wide(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void check(String name, long[] values, int count, long least) {
    boolean inRange = Arrays.stream(values).allMatch(value -> value >= least && value <= MOST);
    if (values.length != count || !inRange) {
      throw new Refusal(
          "has %s %s, expected %d numbers from %d to %d"
              .formatted(name, Arrays.toString(values), count, least, MOST));
    }
  }

  private static Side side(int size, long[] how, long[] padding, String auto, boolean ceil) {
    int kernel = (int) how[0];
    int stride = (int) how[1];
    int dilation = (int) how[2];
    long reach = (kernel - 1L) * dilation + 1;
    long before = padding[0];
    long after = padding[1];
    switch (auto) {
      case "", "NOTSET" -> {}
      case "VALID" -> {
        before = 0;
        after = 0;
      }
      case "SAME_UPPER", "SAME_LOWER" -> {
        long same = (size + stride - 1L) / stride;
        long total = Math.max(0, (same - 1) * stride + reach - size);
        before = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
        after = total - before;
      }
      default -> throw new Refusal("has auto_pad " + auto + ", expected one that is known");
    }
    long room = size + before + after - reach;
    if (room < 0 || reach > MOST || size > MOST) {
      throw new Refusal("has a kernel that sees %d of %d places".formatted(reach, size));
    }
    long count = (ceil ? (room + stride - 1) / stride : room / stride) + 1;
    if (ceil && (count - 1) * stride >= size + before) {
      count--; // a window of nothing but padding
    }
    return new Side(size, kernel, stride, dilation, (int) before, (int) after, (int) count);
  }

  /** Returns dimensions with the channels at the end. */
  Dimensions result(Dimensions images, long channels) {
    return Dimensions.of(images.size(0), high.count(), wide.count(), channels);
  }
}
