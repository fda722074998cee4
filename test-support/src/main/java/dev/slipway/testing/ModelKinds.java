package dev.slipway.testing;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.SplittableRandom;

/** Models of the kinds that ONNX Runtime answers alone, in batches and by threads in its ways. */
public final class ModelKinds {

  private ModelKinds() {}

  /** {@code x} [n, 5] to {@code label} and {@code scores} [n, 2]; a lone row is another sum. */
  public static OnnxFile linearClassifier() {
    float[] weights = {0.61f, -0.27f, 0.83f, -0.41f, 0.19f};
    float[] both = new float[2 * weights.length];
    for (int i = 0; i < weights.length; i++) {
      both[i] = -weights[i];
      both[weights.length + i] = weights[i];
    }
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, weights.length)
        .output("label", DataType.INT64, OnnxFile.FREE)
        .output("scores", DataType.FLOAT, OnnxFile.FREE, 2)
        .classicalNode(
            "LinearClassifier",
            List.of("x"),
            List.of("label", "scores"),
            List.of(
                OnnxFile.floats("coefficients", both),
                OnnxFile.floats("intercepts", -0.17f, 0.17f),
                OnnxFile.longs("classlabels_ints", List.of(0L, 1L)),
                OnnxFile.attribute("multi_class", 0),
                OnnxFile.attribute("post_transform", "SOFTMAX")));
  }

  /** {@code x} [n, 17] to {@code y} [n, 1]; a lone row is another sum. */
  public static OnnxFile linearRegressor() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 17)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .classicalNode(
            "LinearRegressor",
            List.of("x"),
            List.of("y"),
            List.of(
                OnnxFile.floats("coefficients", numbers(3, 17)),
                OnnxFile.floats("intercepts", 0.25f),
                OnnxFile.attribute("targets", 1)));
  }

  /** {@code x} [n, 8] to {@code y} [n, 1], a sum of 100 trees that threads share. */
  public static OnnxFile treeRegressor() {
    return TreeEnsemble.regressor();
  }

  /** {@code x} [n, 8] to {@code label} and {@code scores} [n, 3] by the votes of 100 trees. */
  public static OnnxFile treeClassifier() {
    return TreeEnsemble.classifier();
  }

  /** {@code x} [n, 30] to {@code y} [n, 3] by three dense layers, which no batch changes. */
  public static OnnxFile dense() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 30)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 3)
        .floats("w1", List.of(30L, 64L), numbers(11, 30 * 64))
        .floats("b1", List.of(64L), numbers(12, 64))
        .floats("w2", List.of(64L, 17L), numbers(13, 64 * 17))
        .floats("b2", List.of(17L), numbers(14, 17))
        .floats("w3", List.of(17L, 3L), numbers(15, 17 * 3))
        .floats("b3", List.of(3L), numbers(16, 3))
        .node("Gemm", List.of("x", "w1", "b1"), List.of("h1"))
        .node("Relu", List.of("h1"), List.of("r1"))
        .node("Gemm", List.of("r1", "w2", "b2"), List.of("h2"))
        .node("Relu", List.of("h2"), List.of("r2"))
        .node("Gemm", List.of("r2", "w3", "b3"), List.of("y"));
  }

  /** {@code x} [n, 6, 4], six steps of four features, to {@code y} [n, 8], the last state. */
  public static OnnxFile recurrent() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 6, 4)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 8)
        .floats("w", List.of(1L, 32L, 4L), numbers(21, 32 * 4))
        .floats("r", List.of(1L, 32L, 8L), numbers(22, 32 * 8))
        .floats("b", List.of(1L, 64L), numbers(23, 64))
        .longs("first", List.of(1L), 0)
        .node(
            "Transpose",
            List.of("x"),
            List.of("steps"),
            List.of(OnnxFile.longs("perm", List.of(1L, 0L, 2L))))
        .node(
            "LSTM",
            List.of("steps", "w", "r", "b"),
            List.of("", "last"),
            List.of(OnnxFile.attribute("hidden_size", 8)))
        .node("Squeeze", List.of("last", "first"), List.of("y"));
  }

  /**
   * {@code x} [n, 16] to {@code y} [n, 4] by weights of 8 bits and inputs that are scaled over all
   * rows of a call.
   */
  public static OnnxFile dynamicQuantisation() {
    byte[] weights = new byte[16 * 4];
    new SplittableRandom(31).nextBytes(weights);
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 16)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 4)
        .bytes("w", List.of(16L, 4L), weights)
        .floats("w_scale", List.of(), 1f / 64)
        .node("DynamicQuantizeLinear", List.of("x"), List.of("q", "scale", "zero"))
        .node("MatMulInteger", List.of("q", "w", "zero"), List.of("sum"))
        .node(
            "Cast",
            List.of("sum"),
            List.of("real"),
            List.of(OnnxFile.attribute("to", DataType.FLOAT_VALUE)))
        .node("Mul", List.of("scale", "w_scale"), List.of("both"))
        .node("Mul", List.of("real", "both"), List.of("y"));
  }

  /** {@code x} [n, 33] to {@code y} [n], the sum of each row. */
  public static OnnxFile sum() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 33)
        .output("y", DataType.FLOAT, OnnxFile.FREE)
        .longs("axes", List.of(1L), 1)
        .node(
            "ReduceSum",
            List.of("x", "axes"),
            List.of("y"),
            List.of(OnnxFile.attribute("keepdims", 0)));
  }

  /** {@code x} [n, 3] to {@code y} [n, 3], which chance is added to. */
  public static OnnxFile random() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 3)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 3)
        .node("RandomNormalLike", List.of("x"), List.of("noise"))
        .node("Add", List.of("x", "noise"), List.of("y"));
  }

  /** Returns numbers between -1 and 1, always the same ones for a seed. */
  private static float[] numbers(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }
}
