package dev.slipway.testing;

import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.OpDef;

/**
 * A function of TensorFlow. In it, nodes take arguments by name and other nodes' results as {@code
 * node:result:0}. Not thread-safe.
 */
public final class GraphFunction extends GraphNodes {

  private final FunctionDef.Builder function = FunctionDef.newBuilder();
  private final OpDef.Builder declared = OpDef.newBuilder();

  GraphFunction(String name) {
    declared.setName(name);
  }

  /** Adds an argument. */
  public GraphFunction argument(String name, DataType type) {
    declared.addInputArg(OpDef.ArgDef.newBuilder().setName(name).setType(type));
    return this;
  }

  /** Adds a result, which is a value inside. */
  public GraphFunction result(String name, DataType type, String value) {
    declared.addOutputArg(OpDef.ArgDef.newBuilder().setName(name).setType(type));
    function.putRet(name, value);
    return this;
  }

  /** Says that this function stands for the same as others that say so. */
  public GraphFunction implementing(String what) {
    function.putAttr("api_implements", GraphValues.text("api_implements", what).getValue());
    return this;
  }

  FunctionDef build() {
    return function.setSignature(declared).addAllNodeDef(nodes()).build();
  }
}
