package dev.slipway.convert;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Models of one node that works on each element, or on each row. */
final class PointwiseModels extends OperatorModels {

  PointwiseModels() {
    arithmetic();
    pointwise();
    reductions();
  }

  private void arithmetic() {
    for (String operator : new String[] {"Add", "Sub", "Mul", "Div"}) {
      add(
          operator + " of vector",
          TinyModel.of(N, 5)
              .floats("c", new long[] {5}, 1, -2, 3, .5f, 7)
              .node(operator, "x c", "y")
              .gives(N, 5));
      add(
          operator + " of number",
          TinyModel.of(N, 5).scalar("c", 2.5f).node(operator, "c x", "y").gives(N, 5));
      add(
          operator + " of two inputs",
          TinyModel.of(N, 5)
              .input("a", DataType.FLOAT, N, 5)
              .node(operator, "x a", "y")
              .gives(N, 5));
      add(
          operator + " of a column",
          TinyModel.of(N, 5)
              .input("a", DataType.FLOAT, N, 1)
              .node(operator, "x a", "y")
              .gives(N, 5));
      add(
          operator + " of images by channel",
          TinyModel.of(N, 3, 4, 5)
              .weights("c", 3, 1, 1)
              .node(operator, "x c", "y")
              .gives(N, 3, 4, 5));
    }
    add(
        "Add of integers",
        TinyModel.integers(N, 3)
            .longs("c", 5, -7, (1L << 40) + 1)
            .node("Add", "x c", "y")
            .output("y", DataType.INT64, N, 3)
            .file());
    add(
        "Mul of integers",
        TinyModel.integers(N, 3)
            .longs("c", 5, -7, 1L << 33)
            .node("Mul", "x c", "y")
            .output("y", DataType.INT64, N, 3)
            .file());
    add(
        "Sub of integers",
        TinyModel.integers(N, 3)
            .longs("c", 5, -7, 9)
            .node("Sub", "x c", "y")
            .output("y", DataType.INT64, N, 3)
            .file());
  }

  private void pointwise() {
    for (String operator :
        new String[] {
          "Relu", "Sigmoid", "Tanh", "Neg", "Exp", "Abs", "Identity", "LeakyRelu", "Dropout"
        }) {
      add(operator, TinyModel.of(N, 6).node(operator, "x", "y").gives(N, 6));
    }
    add("Sqrt", TinyModel.of(N, 6).node("Abs", "x", "p").node("Sqrt", "p", "y").gives(N, 6));
    add("Log", TinyModel.of(N, 6).node("Exp", "x", "p").node("Log", "p", "y").gives(N, 6));
    add(
        "LeakyRelu with alpha",
        TinyModel.of(N, 6).with("alpha", 0.3f).node("LeakyRelu", "x", "y").gives(N, 6));
    add(
        "Clip",
        TinyModel.of(N, 6)
            .scalar("a", -0.5f)
            .scalar("b", 0.25f)
            .node("Clip", "x a b", "y")
            .gives(N, 6));
    add(
        "Clip from below",
        TinyModel.of(N, 6).scalar("a", -0.5f).node("Clip", "x a", "y").gives(N, 6));
    add(
        "Clip from above",
        TinyModel.of(N, 6).scalar("b", -0.5f).node("Clip", "x - b", "y").gives(N, 6));
    add(
        "Clip to six",
        TinyModel.of(N, 6).scalar("a", 0).scalar("b", 6).node("Clip", "x a b", "y").gives(N, 6));
    add(
        "Clip by inputs",
        TinyModel.of(N, 6)
            .input("a", DataType.FLOAT)
            .scalar("b", 1)
            .node("Clip", "x a b", "y")
            .gives(N, 6));
    add(
        "Clip of opset 10",
        TinyModel.of(N, 6)
            .opset(10)
            .with("min", -1f)
            .with("max", 0.5f)
            .node("Clip", "x", "y")
            .gives(N, 6));
    add("Clip of nothing", TinyModel.of(N, 6).node("Clip", "x", "y").gives(N, 6));
    add(
        "Cast to integers",
        TinyModel.of(N, 6)
            .with("to", 7)
            .node("Cast", "x", "y")
            .output("y", DataType.INT64, N, 6)
            .file());
    add(
        "Cast from integers",
        TinyModel.integers(N, 6).with("to", 1).node("Cast", "x", "y").gives(N, 6));
    add(
        "Cast to booleans and back",
        TinyModel.integers(N, 6)
            .with("to", 9)
            .node("Cast", "x", "b")
            .with("to", 1)
            .node("Cast", "b", "y")
            .gives(N, 6));
    add("Softmax", TinyModel.of(N, 6).node("Softmax", "x", "y").gives(N, 6));
    add(
        "Softmax of channels",
        TinyModel.of(N, 3, 4, 5).with("axis", 1).node("Softmax", "x", "y").gives(N, 3, 4, 5));
    add(
        "Softmax of opset 11",
        TinyModel.of(N, 3, 4).opset(11).node("Softmax", "x", "y").gives(N, 3, 4));
  }

  private void reductions() {
    for (String operator : new String[] {"ReduceMean", "ReduceMax"}) {
      add(operator, TinyModel.of(N, 6).list("axes", 1).node(operator, "x", "y").gives(N, 1));
      add(
          operator + " without the axis",
          TinyModel.of(N, 6, 3)
              .list("axes", -2)
              .with("keepdims", 0)
              .node(operator, "x", "y")
              .gives(N, 3));
      add(
          operator + " of opset 18",
          TinyModel.of(N, 6, 3)
              .opset(18)
              .longs("a", 1, 2)
              .with("keepdims", 0)
              .node(operator, "x a", "y")
              .gives(N));
    }
    add("ReduceSum", TinyModel.of(N, 6).longs("a", 1).node("ReduceSum", "x a", "y").gives(N, 1));
    add(
        "ReduceMean of nothing",
        TinyModel.of(N, 6)
            .opset(18)
            .with("noop_with_empty_axes", 1)
            .node("ReduceMean", "x", "y")
            .gives(N, 6));
    add(
        "ArgMax",
        TinyModel.of(N, 6)
            .with("axis", 1)
            .node("ArgMax", "x", "y")
            .output("y", DataType.INT64, N, 1)
            .file());
    add(
        "ArgMax without the axis",
        TinyModel.of(N, 6, 3)
            .with("axis", -1)
            .with("keepdims", 0)
            .node("ArgMax", "x", "y")
            .output("y", DataType.INT64, N, 6)
            .file());
  }
}
