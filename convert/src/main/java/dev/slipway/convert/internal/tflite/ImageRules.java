package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.Refusal;
import dev.slipway.convert.internal.tflite.Window.Side;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/** The operators on images and sequences; they work with the channels at the end. */
final class ImageRules {

  private static final int IMAGE_AXES = 4;
  private static final int SEQUENCE_AXES = 3;
  private static final int MOST_PLACES = 1 << 22;
  private static final float EPSILON = 1e-5f;

  private ImageRules() {}

  /** An image of four axes with the channels at the end; a sequence is an image of one line. */
  private static int image(Emitter emitter, Value value) {
    int tensor = emitter.channelsLast(value);
    return value.rank() == SEQUENCE_AXES
        ? emitter.reshape(tensor, ElementType.FLOAT32, imageOf(value.dimensions()))
        : tensor;
  }

  private static Dimensions imageOf(Dimensions plain) {
    Dimensions moved = Layout.channelsLast(plain);
    return plain.rank() == SEQUENCE_AXES
        ? Dimensions.of(moved.size(0), 1, moved.size(1), moved.size(2))
        : moved;
  }

  private static void give(NodeScope node, Value images, int tensor, Dimensions result) {
    if (images.rank() == IMAGE_AXES) {
      Dimensions plain = result.permuted(Layout.toPlain(IMAGE_AXES));
      node.giveChannelsLast(ElementType.FLOAT32, plain, tensor);
      return;
    }
    Dimensions line = result.without(1);
    int sequence = node.emitter().reshape(tensor, ElementType.FLOAT32, line);
    Dimensions plain = line.permuted(Layout.toPlain(SEQUENCE_AXES));
    node.giveChannelsLast(ElementType.FLOAT32, plain, sequence);
  }

  /** Pads images; {@code filler} is what is put around them. */
  private static int pad(
      Emitter emitter, int tensor, Dimensions image, Window window, float filler) {
    Window padded = window.padded();
    Dimensions result = image.with(1, padded.high().size()).with(2, padded.wide().size());
    Side high = window.high();
    Side wide = window.wide();
    int amounts =
        emitter.constant(
            "pads",
            Constant.of(
                ElementType.INT32,
                Dimensions.of(IMAGE_AXES, 2),
                0,
                0,
                high.before(),
                high.needed(),
                wide.before(),
                wide.needed(),
                0,
                0));
    return filler == 0
        ? emitter.real(BuiltinOperator.PAD, result, tensor, amounts)
        : emitter.real(BuiltinOperator.PADV2, result, tensor, amounts, emitter.real(filler));
  }

  static void conv(NodeScope node) {
    node.atMost(3);
    Value images = node.real(0);
    Constant weights = node.known(1);
    Dimensions shape = weights.dimensions();
    boolean fits = shape.rank() == images.rank() && shape.rank() >= SEQUENCE_AXES;
    if (!fits || weights.type() != ElementType.FLOAT32) {
      throw new Refusal("has weights of " + weights.type() + shape + " for " + images.dimensions());
    }
    int[] kernel = Arrays.copyOfRange(shape.shape(), 2, shape.rank());
    Window window = Window.of(node.node(), kernel, images.dimensions(), false);
    long groups = node.node().integer("group", 1);
    long channels = images.dimensions().fixed(1);
    long outputs = shape.fixed(0);
    if (groups < 1 || shape.size(1) * groups != channels || outputs % groups != 0) {
      throw new Refusal(
          "has %d groups with weights of %s for %s".formatted(groups, shape, images.dimensions()));
    }
    float[] bias = bias(node, (int) outputs);
    Emitter emitter = node.emitter();
    Dimensions image = imageOf(images.dimensions());
    int tensor = image(emitter, images);
    if (!window.isInside() && !window.isSame()) {
      tensor = pad(emitter, tensor, image, window, 0);
      window = window.padded();
    }
    Dimensions result = window.result(image, outputs);
    Constant square =
        weights.reshaped(
            Dimensions.of(outputs, shape.size(1), window.high().kernel(), window.wide().kernel()));
    boolean depthwise = groups == channels && groups > 1;
    int convolved =
        emitter.emit(
            depthwise ? BuiltinOperator.DEPTHWISE_CONV_2D : BuiltinOperator.CONV_2D,
            depthwise ? Options.depthwise(window, (int) (outputs / groups)) : Options.conv(window),
            ElementType.FLOAT32,
            result,
            tensor,
            emitter.constant(
                "weights", depthwise ? square.permuted(1, 2, 3, 0) : square.permuted(0, 2, 3, 1)),
            emitter.reals(Dimensions.of(outputs), bias));
    give(node, images, convolved, result);
  }

  private static float[] bias(NodeScope node, int outputs) {
    if (node.optional(2).isEmpty()) {
      return new float[outputs];
    }
    float[] bias = node.known(2).reals();
    if (bias.length != outputs) {
      throw new Refusal("has a bias of " + bias.length + ", expected " + outputs);
    }
    return bias;
  }

  static void maxPool(NodeScope node) {
    node.onlyOutputs(1);
    node.node().ignore(List.of("storage_order")); // of the second output
    Value images = node.real(0);
    Window window = poolWindow(node, images);
    Emitter emitter = node.emitter();
    Dimensions image = imageOf(images.dimensions());
    int tensor = image(emitter, images);
    if (!window.isInside() && !window.isSame()) {
      tensor = pad(emitter, tensor, image, window, -Float.MAX_VALUE);
      window = window.padded();
    }
    Dimensions result = window.result(image, image.size(IMAGE_AXES - 1));
    give(node, images, pool(emitter, BuiltinOperator.MAX_POOL_2D, window, result, tensor), result);
  }

  private static int pool(Emitter emitter, int code, Window window, Dimensions result, int tensor) {
    BuiltinOptionsUnion options = Options.pool(window);
    return emitter.emit(code, options, ElementType.FLOAT32, result, tensor);
  }

  private static Window poolWindow(NodeScope node, Value images) {
    node.atMost(1);
    Node stored = node.node();
    Window window = Window.of(stored, new int[0], images.dimensions(), stored.flag("ceil_mode", 0));
    if (window.high().dilation() != 1 || window.wide().dilation() != 1) {
      throw new Refusal("has dilations, expected none");
    }
    return window;
  }

  static void averagePool(NodeScope node) {
    Value images = node.real(0);
    boolean countsPadding = node.node().flag("count_include_pad", 0);
    Window window = poolWindow(node, images);
    Emitter emitter = node.emitter();
    Dimensions image = imageOf(images.dimensions());
    int tensor = image(emitter, images);
    boolean direct = window.isInside() || (window.isSame() && !countsPadding);
    // Where padding counts, ONNX Runtime divides by the whole kernel, as TFLite does.
    float[] factors = direct || countsPadding ? new float[0] : factors(window);
    if (!direct) {
      tensor = pad(emitter, tensor, image, window, 0);
      window = window.padded();
    }
    Dimensions result = window.result(image, image.size(IMAGE_AXES - 1));
    int mean = pool(emitter, BuiltinOperator.AVERAGE_POOL_2D, window, result, tensor);
    if (factors.length > 0) {
      Dimensions places = Dimensions.of(1, window.high().count(), window.wide().count(), 1);
      mean = emitter.mul(result, mean, emitter.reals(places, factors));
    }
    give(node, images, mean, result);
  }

  /** Returns for every window by how much too many places its sum was divided. */
  private static float[] factors(Window window) {
    double[] high = factors(window.high());
    double[] wide = factors(window.wide());
    if ((long) high.length * wide.length > MOST_PLACES) {
      throw new Refusal("has more than " + MOST_PLACES + " windows over padding");
    }
    float[] factors = new float[high.length * wide.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) (high[i / wide.length] * wide[i % wide.length]);
    }
    return factors;
  }

  private static double[] factors(Side side) {
    double[] factors = new double[side.count()];
    for (int i = 0; i < factors.length; i++) {
      int first = i * side.stride() - side.before();
      int seen = Math.min(first + side.kernel(), side.size()) - Math.max(0, first);
      factors[i] = (double) side.kernel() / Math.max(1, seen);
    }
    return factors;
  }

  static void globalAveragePool(NodeScope node) {
    node.atMost(1);
    Value images = node.real(0);
    int spatial = images.rank() - 2;
    if (spatial < 1) {
      throw new Refusal("takes " + images.dimensions() + ", expected images");
    }
    Dimensions result = images.dimensions();
    for (int axis = 2; axis < images.rank(); axis++) {
      images.dimensions().fixed(axis);
      result = result.with(axis, 1);
    }
    Emitter emitter = node.emitter();
    if (images.isChannelsLast()) {
      int[] axes = axes(1, spatial);
      Dimensions moved = Layout.channelsLast(images.dimensions());
      int mean = emitter.reduce(BuiltinOperator.MEAN, images.channelsLast(), moved, axes);
      node.giveChannelsLast(ElementType.FLOAT32, result, mean);
      return;
    }
    int mean =
        emitter.reduce(
            BuiltinOperator.MEAN, emitter.plain(images), images.dimensions(), axes(2, spatial));
    node.give(result, mean);
  }

  private static int[] axes(int first, int count) {
    int[] axes = new int[count];
    Arrays.setAll(axes, i -> first + i);
    return axes;
  }

  static void batchNormalization(NodeScope node) {
    node.atMost(5);
    node.onlyOutputs(1);
    node.node().ignore(List.of("momentum"));
    node.node().only("training_mode", 0, 0);
    node.node().only("spatial", 1, 1);
    float epsilon = node.node().real("epsilon", EPSILON);
    Value value = node.real(0);
    if (value.rank() < 2) {
      throw new Refusal("takes " + value.dimensions() + ", expected channels");
    }
    int channels = value.dimensions().fixed(1);
    float[] scale = channel(node, 1, channels);
    float[] shift = channel(node, 2, channels);
    float[] mean = channel(node, 3, channels);
    float[] variance = channel(node, 4, channels);
    float[] factors = new float[channels];
    float[] offsets = new float[channels];
    for (int i = 0; i < channels; i++) {
      double factor = scale[i] / Math.sqrt((double) variance[i] + epsilon);
      factors[i] = (float) factor;
      offsets[i] = (float) (shift[i] - mean[i] * factor);
    }
    boolean atTheEnd = value.isChannelsLast() || value.rank() == 2;
    Dimensions places = Dimensions.of(atTheEnd ? new long[] {channels} : onSecond(value, channels));
    Emitter emitter = node.emitter();
    node.pointwise(
        value,
        ElementType.FLOAT32,
        (dimensions, tensor) ->
            emitter.add(
                dimensions,
                emitter.mul(dimensions, tensor, emitter.reals(places, factors)),
                emitter.reals(places, offsets)));
  }

  private static long[] onSecond(Value value, int channels) {
    long[] sizes = new long[value.rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = channels;
    return sizes;
  }

  private static float[] channel(NodeScope node, int place, int channels) {
    float[] values = node.known(place).reals();
    if (values.length != channels) {
      throw new Refusal("has %d values for %d channels".formatted(values.length, channels));
    }
    return values;
  }
}
