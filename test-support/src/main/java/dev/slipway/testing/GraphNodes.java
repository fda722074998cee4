package dev.slipway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Nodes of TensorFlow, of a graph or of a function. Not thread-safe. */
public class GraphNodes {

  private static final long[] SCALAR = {};

  private final List<NodeDef> nodes = new ArrayList<>();

  GraphNodes() {}

  /**
   * Adds a node.
   *
   * @param inputs names separated by blanks; {@code ^name} only comes before
   */
  @SafeVarargs
  public final GraphNodes node(
      String operator, String name, String inputs, Map.Entry<String, AttrValue>... attributes) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(operator);
    if (!inputs.isEmpty()) {
      node.addAllInput(List.of(inputs.split(" ")));
    }
    for (Map.Entry<String, AttrValue> attribute : attributes) {
      node.putAttr(attribute.getKey(), attribute.getValue());
    }
    nodes.add(node.build());
    return this;
  }

  /** Adds a node with one type, which it calls {@code T}. */
  public final GraphNodes node(String operator, String name, String inputs, DataType type) {
    return node(operator, name, inputs, GraphValues.type("T", type));
  }

  /** Adds a node that takes and gives floats. */
  public final GraphNodes floatNode(String operator, String name, String inputs) {
    return node(operator, name, inputs, DataType.DT_FLOAT);
  }

  /** Adds a constant of floats. */
  public final GraphNodes floats(String name, long[] dimensions, float... values) {
    return constant(name, DataType.DT_FLOAT, GraphValues.floats(dimensions, values));
  }

  /** Adds a constant of 64-bit integers. */
  public final GraphNodes longs(String name, long[] dimensions, long... values) {
    return constant(name, DataType.DT_INT64, GraphValues.longs(dimensions, values));
  }

  /** Adds one 64-bit integer. */
  public final GraphNodes number(String name, long value) {
    return longs(name, SCALAR, value);
  }

  /** Adds a constant of 32-bit integers. */
  public final GraphNodes integers(String name, long[] dimensions, int... values) {
    return constant(name, DataType.DT_INT32, GraphValues.integers(dimensions, values));
  }

  /** Adds a constant of texts. */
  public final GraphNodes texts(String name, long[] dimensions, String... values) {
    return constant(name, DataType.DT_STRING, GraphValues.texts(dimensions, values));
  }

  private GraphNodes constant(String name, DataType type, TensorProto tensor) {
    return node("Const", name, "", GraphValues.type("dtype", type), GraphValues.tensor(tensor));
  }

  final List<NodeDef> nodes() {
    return nodes;
  }
}
