package dev.slipway.convert;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Models of one node that moves elements. */
final class LayoutModels extends OperatorModels {

  LayoutModels() {
    layouts();
    shapes();
    selections();
  }

  private void layouts() {
    TinyModel joined =
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 2, 3, 3, 3)
            .node("Conv", "x w", "a")
            .node("Relu", "a", "b");
    add(
        "Concat of channels after Conv",
        joined.with("axis", 1).node("Concat", "a b", "y").gives(N, 4, 4, 4));
    TinyModel flat =
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 2, 3, 3, 3)
            .weights("v", 32, 5)
            .node("Conv", "x w", "a")
            .node("Relu", "a", "b");
    add("Flatten after Conv", flat.node("Flatten", "b", "f").node("Gemm", "f v", "y").gives(N, 5));
    add(
        "Add of plain and channels-last images",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 3, 3, 1, 1)
            .node("Conv", "x w", "a")
            .node("Add", "a x", "y")
            .gives(N, 3, 6, 6));
    add(
        "Mul by a row after Conv",
        TinyModel.of(N, 3, 6, 5)
            .weights("w", 3, 3, 1, 1)
            .weights("c", 5)
            .node("Conv", "x w", "a")
            .node("Mul", "a c", "y")
            .gives(N, 3, 6, 5));
    add(
        "Mul by a computed row after Conv",
        TinyModel.of(N, 3, 6, 5)
            .input("c", DataType.FLOAT, 6, 5)
            .weights("w", 3, 3, 1, 1)
            .node("Conv", "x w", "a")
            .node("Mul", "a c", "y")
            .gives(N, 3, 6, 5));
    add(
        "Transpose around Conv",
        TinyModel.of(N, 6, 5, 3)
            .weights("w", 4, 3, 3, 3)
            .list("perm", 0, 3, 1, 2)
            .node("Transpose", "x", "a")
            .node("Conv", "a w", "b")
            .list("perm", 0, 2, 3, 1)
            .node("Transpose", "b", "y")
            .gives(N, 4, 3, 4));
    add(
        "Softmax of channels after Conv",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 2, 3, 3, 3)
            .node("Conv", "x w", "a")
            .with("axis", 1)
            .node("Softmax", "a", "y")
            .gives(N, 2, 4, 4));
    add(
        "Slice of channels after Conv",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 4, 3, 3, 3)
            .longs("s", 1, 0)
            .longs("e", 3, 2)
            .longs("a", 1, 2)
            .node("Conv", "x w", "z")
            .node("Slice", "z s e a", "y")
            .gives(N, 2, 2, 4));
    add(
        "ReduceMean of images after Conv",
        TinyModel.of(N, 3, 6, 6)
            .weights("w", 4, 3, 3, 3)
            .node("Conv", "x w", "z")
            .list("axes", 2, 3)
            .with("keepdims", 0)
            .node("ReduceMean", "z", "y")
            .gives(N, 4));
  }

  private void shapes() {
    add(
        "Reshape",
        TinyModel.of(N, 6, 4).longs("s", 0, -1).node("Reshape", "x s", "y").gives(N, 24));
    add(
        "Reshape to many rows",
        TinyModel.of(N, 6, 4).longs("s", -1, 4).node("Reshape", "x s", "y").gives(N, 4));
    add(
        "Reshape by Shape",
        TinyModel.of(N, 6, 4)
            .longs("zero", 0)
            .longs("rest", -1)
            .node("Shape", "x", "s")
            .with("axis", 0)
            .node("Gather", "s zero", "n")
            .with("axis", 0)
            .node("Concat", "n rest", "t")
            .node("Reshape", "x t", "y")
            .gives(N, 24));
    add(
        "Shape in a product",
        TinyModel.of(N, 6, 4)
            .longs("zero", 0)
            .longs("six", 6)
            .longs("four", 4)
            .node("Shape", "x", "s")
            .node("Gather", "s zero", "n")
            .node("Mul", "n six", "m")
            .with("axis", 0)
            .node("Concat", "m four", "t")
            .node("Reshape", "x t", "y")
            .gives(N, 4));
    add("Flatten", TinyModel.of(N, 2, 3, 4).node("Flatten", "x", "y").gives(N, 24));
    add(
        "Flatten from axis 2",
        TinyModel.of(N, 2, 3, 4).with("axis", 2).node("Flatten", "x", "y").gives(N, 12));
    add(
        "Transpose",
        TinyModel.of(N, 2, 3, 4)
            .list("perm", 0, 3, 2, 1)
            .node("Transpose", "x", "y")
            .gives(N, 4, 3, 2));
    add("Transpose reversed", TinyModel.of(3, 4).node("Transpose", "x", "y").gives(4, 3));
    add(
        "Concat",
        TinyModel.of(N, 2)
            .input("a", DataType.FLOAT, N, 3)
            .with("axis", -1)
            .node("Concat", "x a x", "y")
            .gives(N, 7));
    add("Squeeze", TinyModel.of(N, 1, 4).longs("a", 1).node("Squeeze", "x a", "y").gives(N, 4));
    add(
        "Unsqueeze",
        TinyModel.of(N, 4).longs("a", -1, 1).node("Unsqueeze", "x a", "y").gives(N, 1, 4, 1));
    add(
        "Squeeze of opset 11",
        TinyModel.of(N, 1, 4).opset(11).list("axes", 1).node("Squeeze", "x", "y").gives(N, 4));
    add(
        "Constant",
        TinyModel.of(N, 3)
            .reals("value_floats", 1, 2, 3)
            .node("Constant", "-", "c")
            .node("Add", "x c", "y")
            .gives(N, 3));
  }

  private void selections() {
    add(
        "Slice",
        TinyModel.of(N, 6, 8)
            .longs("s", 1, -5)
            .longs("e", 5, Long.MAX_VALUE)
            .longs("a", 1, 2)
            .longs("t", 2, 1)
            .node("Slice", "x s e a t", "y")
            .gives(N, 2, 5));
    add(
        "Slice backwards",
        TinyModel.of(N, 6)
            .longs("s", -1)
            .longs("e", Long.MIN_VALUE + 1)
            .longs("a", 1)
            .longs("t", -1)
            .node("Slice", "x s e a t", "y")
            .gives(N, 6));
    add(
        "Slice backwards by two",
        TinyModel.of(N, 6)
            .longs("s", 4)
            .longs("e", 0)
            .longs("a", 1)
            .longs("t", -2)
            .node("Slice", "x s e a t", "y")
            .gives(N, 2));
    add(
        "Slice of all",
        TinyModel.of(N, 6)
            .longs("s", 0, 1)
            .longs("e", Long.MAX_VALUE, 3)
            .node("Slice", "x s e", "y")
            .gives(N, 2));
    add(
        "Slice of opset 9",
        TinyModel.of(N, 6)
            .opset(9)
            .list("starts", 2)
            .list("ends", 4)
            .list("axes", 1)
            .node("Slice", "x", "y")
            .gives(N, 2));
    add(
        "Gather of columns",
        TinyModel.of(N, 6)
            .longs("i", 4, 0, -1)
            .with("axis", 1)
            .node("Gather", "x i", "y")
            .gives(N, 3));
    add(
        "Gather of an embedding",
        TinyModel.integers(N, 2).weights("w", 3, 4).node("Gather", "w x", "y").gives(N, 2, 4));
    add(
        "Gather by negative positions",
        TinyModel.integers(N, 2)
            .longs("three", 3)
            .weights("w", 3, 4)
            .node("Sub", "x three", "i")
            .node("Gather", "w i", "y")
            .gives(N, 2, 4));
  }
}
