package dev.slipway.testing;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Models that ONNX Runtime answers alone and in batches in different ways. */
public final class ModelKinds {

  private static final int TREES = 100;

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

  /** {@code x} [n, 4] to {@code y} [n, 1], a sum of 100 trees that threads share. */
  public static OnnxFile trees() {
    SplittableRandom random = new SplittableRandom(7);
    List<Long> tree = new ArrayList<>();
    List<Long> node = new ArrayList<>();
    List<Long> feature = new ArrayList<>();
    List<Long> yes = new ArrayList<>();
    List<Long> no = new ArrayList<>();
    List<String> mode = new ArrayList<>();
    List<Long> leafTree = new ArrayList<>();
    List<Long> leaf = new ArrayList<>();
    float[] values = new float[3 * TREES];
    float[] weights = new float[2 * TREES];
    for (int t = 0; t < TREES; t++) {
      for (int n = 0; n < 3; n++) {
        tree.add((long) t);
        node.add((long) n);
        feature.add(random.nextLong(4));
        yes.add(n == 0 ? 1L : 0L);
        no.add(n == 0 ? 2L : 0L);
        mode.add(n == 0 ? "BRANCH_LEQ" : "LEAF");
        values[3 * t + n] = n == 0 ? (float) random.nextDouble(-1, 1) : 0;
      }
      for (int n = 1; n < 3; n++) {
        leafTree.add((long) t);
        leaf.add((long) n);
        weights[2 * t + n - 1] = (float) random.nextDouble(-1, 1);
      }
    }
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 4)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .classicalNode(
            "TreeEnsembleRegressor",
            List.of("x"),
            List.of("y"),
            List.of(
                OnnxFile.longs("nodes_treeids", tree),
                OnnxFile.longs("nodes_nodeids", node),
                OnnxFile.longs("nodes_featureids", feature),
                OnnxFile.floats("nodes_values", values),
                OnnxFile.strings("nodes_modes", mode),
                OnnxFile.longs("nodes_truenodeids", yes),
                OnnxFile.longs("nodes_falsenodeids", no),
                OnnxFile.longs("target_treeids", leafTree),
                OnnxFile.longs("target_nodeids", leaf),
                OnnxFile.longs("target_ids", leaf.stream().map(l -> 0L).toList()),
                OnnxFile.floats("target_weights", weights),
                OnnxFile.attribute("n_targets", 1)));
  }

  /** {@code x} [n, 4] to {@code y} [n, 2] by weights of 8 bits, scaled over all rows of a call. */
  public static OnnxFile dynamicQuantisation() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 4)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 4)
        .node("DynamicQuantizeLinear", List.of("x"), List.of("q", "scale", "zero"))
        .node("DequantizeLinear", List.of("q", "scale", "zero"), List.of("y"));
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
}
