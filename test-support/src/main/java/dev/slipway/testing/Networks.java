package dev.slipway.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Networks of the sizes that are deployed, with weights that are always the same. Each gives {@code
 * scores}, a row of shares, and {@code label}, the index of the greatest.
 */
public final class Networks {

  private final OnnxFile file = new OnnxFile();
  private final SplittableRandom random = new SplittableRandom(2026);
  private int layers;

  private Networks() {}

  /** {@code x} [n, 40] to 3 scores by one layer. */
  public static OnnxFile linear() {
    return dense(40, 3);
  }

  /** {@code x} [n, 64] to 10 scores by two hidden layers of 256. */
  public static OnnxFile mlp() {
    return dense(64, 256, 256, 10);
  }

  /** {@code x} [n, first width] to scores by dense layers of the other widths. */
  public static OnnxFile dense(int... widths) {
    Networks network = new Networks();
    network.file.input("x", DataType.FLOAT, OnnxFile.FREE, widths[0]);
    String last = "x";
    for (int layer = 1; layer < widths.length; layer++) {
      last = network.gemm(last, widths[layer - 1], widths[layer]);
      last = layer < widths.length - 1 ? network.node("Relu", last) : last;
    }
    return network.scores(last, widths[widths.length - 1]);
  }

  /** {@code x} [n, 1, 12, 12] to 5 scores by two convolutions, a pool after each, and a layer. */
  public static OnnxFile convolutional() {
    Networks network = new Networks();
    network.file.input("x", DataType.FLOAT, OnnxFile.FREE, 1, 12, 12);
    String last = network.node("Relu", network.convolution("x", 1, 8));
    last = network.node("Relu", network.convolution(network.pool(last), 8, 16));
    last = network.flat(network.pool(last), 16 * 3 * 3);
    return network.scores(network.gemm(last, 16 * 3 * 3, 5), 5);
  }

  private String gemm(String input, int from, int to) {
    String weights = floats("w", from, from, to);
    String bias = floats("b", from, to);
    return node("Gemm", List.of(input, weights, bias), List.of());
  }

  /** Adds 3 × 3 filters that keep height and width. */
  private String convolution(String input, int from, int to) {
    String weights = floats("w", 9 * from, to, from, 3, 3);
    String bias = floats("b", 9 * from, to);
    return node(
        "Conv",
        List.of(input, weights, bias),
        List.of(
            OnnxFile.longs("kernel_shape", List.of(3L, 3L)),
            OnnxFile.longs("pads", List.of(1L, 1L, 1L, 1L))));
  }

  private String pool(String input) {
    return node(
        "MaxPool",
        List.of(input),
        List.of(
            OnnxFile.longs("kernel_shape", List.of(2L, 2L)),
            OnnxFile.longs("strides", List.of(2L, 2L))));
  }

  private String flat(String input, long width) {
    file.longs("flat", List.of(2L), -1, width);
    return node("Reshape", List.of(input, "flat"), List.of());
  }

  private OnnxFile scores(String logits, int classes) {
    return file.node("Softmax", List.of(logits), List.of("scores"))
        .node(
            "ArgMax",
            List.of(logits),
            List.of("label"),
            List.of(OnnxFile.attribute("axis", 1), OnnxFile.attribute("keepdims", 0)))
        .output("scores", DataType.FLOAT, OnnxFile.FREE, classes)
        .output("label", DataType.INT64, OnnxFile.FREE);
  }

  private String node(String operator, String input) {
    return node(operator, List.of(input), List.of());
  }

  private String node(String operator, List<String> inputs, List<AttributeProto> attributes) {
    String output = "t" + ++layers;
    file.node(operator, inputs, List.of(output), attributes);
    return output;
  }

  /** Adds random weights, about as large as training leaves them for that many inputs. */
  private String floats(String prefix, int inputs, long... shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    float[] values = new float[(int) count];
    double most = 2 / Math.sqrt(inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-most, most);
    }
    String name = prefix + ++layers;
    file.floats(name, Arrays.stream(shape).boxed().toList(), values);
    return name;
  }
}
