package dev.slipway.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Full binary trees of random splits, as the classical operators of ONNX take them. */
final class TreeEnsemble {

  private static final int TREES = 100;
  private static final int DEPTH = 4;
  private static final int INNER = (1 << DEPTH) - 1;
  private static final int NODES = 2 * INNER + 1;
  private static final int FEATURES = 8;
  private static final int CLASSES = 3;

  private final SplittableRandom random = new SplittableRandom(7);
  private final List<AttributeProto> attributes = new ArrayList<>();

  private TreeEnsemble() {
    attributes.add(OnnxFile.longs("nodes_treeids", nodes((tree, node) -> tree)));
    attributes.add(OnnxFile.longs("nodes_nodeids", nodes((tree, node) -> node)));
    attributes.add(OnnxFile.longs("nodes_featureids", nodes((tree, node) -> feature(node))));
    attributes.add(OnnxFile.longs("nodes_truenodeids", nodes((tree, node) -> child(node, 1))));
    attributes.add(OnnxFile.longs("nodes_falsenodeids", nodes((tree, node) -> child(node, 2))));
    float[] splits = new float[TREES * NODES];
    List<String> modes = new ArrayList<>();
    for (int i = 0; i < splits.length; i++) {
      boolean leaf = i % NODES >= INNER;
      splits[i] = leaf ? 0 : number();
      modes.add(leaf ? "LEAF" : "BRANCH_LEQ");
    }
    attributes.add(OnnxFile.floats("nodes_values", splits));
    attributes.add(OnnxFile.strings("nodes_modes", modes));
  }

  /** {@code x} [n, 8] to {@code y} [n, 1], the sum of all trees. */
  static OnnxFile regressor() {
    TreeEnsemble trees = new TreeEnsemble();
    trees.addLeaves("target_", tree -> 0);
    trees.attributes.add(OnnxFile.attribute("n_targets", 1));
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, FEATURES)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .classicalNode("TreeEnsembleRegressor", List.of("x"), List.of("y"), trees.attributes);
  }

  /** {@code x} [n, 8] to {@code label} and {@code scores} [n, 3]; each tree is for one class. */
  static OnnxFile classifier() {
    TreeEnsemble trees = new TreeEnsemble();
    trees.addLeaves("class_", tree -> tree % CLASSES);
    trees.attributes.add(OnnxFile.longs("classlabels_int64s", List.of(0L, 1L, 2L)));
    trees.attributes.add(OnnxFile.attribute("post_transform", "SOFTMAX"));
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, FEATURES)
        .output("label", DataType.INT64, OnnxFile.FREE)
        .output("scores", DataType.FLOAT, OnnxFile.FREE, CLASSES)
        .classicalNode(
            "TreeEnsembleClassifier", List.of("x"), List.of("label", "scores"), trees.attributes);
  }

  private interface NodeValue {
    long of(int tree, int node);
  }

  private interface TreeValue {
    long of(int tree);
  }

  private static List<Long> nodes(NodeValue value) {
    List<Long> values = new ArrayList<>();
    for (int tree = 0; tree < TREES; tree++) {
      for (int node = 0; node < NODES; node++) {
        values.add(value.of(tree, node));
      }
    }
    return values;
  }

  private long feature(int node) {
    return node < INNER ? random.nextLong(FEATURES) : 0;
  }

  private static long child(int node, int which) {
    return node < INNER ? 2L * node + which : 0;
  }

  private float number() {
    return (float) random.nextDouble(-1, 1);
  }

  private void addLeaves(String prefix, TreeValue place) {
    List<Long> trees = new ArrayList<>();
    List<Long> leaves = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    for (int tree = 0; tree < TREES; tree++) {
      for (int leaf = INNER; leaf < NODES; leaf++) {
        trees.add((long) tree);
        leaves.add((long) leaf);
        places.add(place.of(tree));
      }
    }
    float[] weights = new float[leaves.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = number();
    }
    attributes.add(OnnxFile.longs(prefix + "treeids", trees));
    attributes.add(OnnxFile.longs(prefix + "nodeids", leaves));
    attributes.add(OnnxFile.longs(prefix + "ids", places));
    attributes.add(OnnxFile.floats(prefix + "weights", weights));
  }
}
