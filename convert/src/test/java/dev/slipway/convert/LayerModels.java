package dev.slipway.convert;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Models of one dense or pooling layer. */
final class LayerModels extends OperatorModels {

  LayerModels() {
    dense();
    pools();
  }

  private void dense() {
    add(
        "Gemm",
        TinyModel.of(N, 7)
            .weights("w", 7, 3)
            .weights("b", 3)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm turned",
        TinyModel.of(N, 7)
            .weights("w", 3, 7)
            .weights("b", 1, 3)
            .with("transB", 1)
            .with("alpha", 0.5f)
            .with("beta", 2f)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm without bias",
        TinyModel.of(N, 7).weights("w", 7, 3).node("Gemm", "x w", "y").gives(N, 3));
    add(
        "Gemm with one bias",
        TinyModel.of(N, 7)
            .weights("w", 7, 3)
            .scalar("b", 0.5f)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm with a bias that is an input",
        TinyModel.of(N, 7)
            .input("b", DataType.FLOAT, N, 3)
            .weights("w", 7, 3)
            .with("beta", 3f)
            .node("Gemm", "x w b", "y")
            .gives(N, 3));
    add(
        "Gemm of two inputs",
        TinyModel.of(N, 7)
            .input("w", DataType.FLOAT, 3, 7)
            .with("transB", 1)
            .with("alpha", 2f)
            .node("Gemm", "x w", "y")
            .gives(N, 3));
    add(
        "Gemm with rows turned",
        TinyModel.of(4, 6)
            .weights("w", 4, 3)
            .with("transA", 1)
            .node("Gemm", "x w", "y")
            .gives(6, 3));
    add("MatMul", TinyModel.of(N, 7).weights("w", 7, 3).node("MatMul", "x w", "y").gives(N, 3));
    add(
        "MatMul of stacks",
        TinyModel.of(N, 4, 7).weights("w", 7, 3).node("MatMul", "x w", "y").gives(N, 4, 3));
    add(
        "MatMul of stacks by stacks",
        TinyModel.of(N, 4, 7).weights("w", 1, 7, 3).node("MatMul", "x w", "y").gives(N, 4, 3));
    add(
        "MatMul of two inputs",
        TinyModel.of(N, 4, 7)
            .input("a", DataType.FLOAT, N, 7, 2)
            .node("MatMul", "x a", "y")
            .gives(N, 4, 2));
    add(
        "MatMul by a vector",
        TinyModel.of(N, 7).weights("w", 7).node("MatMul", "x w", "y").gives(N));
    add(
        "MatMul of a vector",
        TinyModel.of(7).weights("w", 7, 2).node("MatMul", "x w", "y").gives(2));
    add(
        "MatMul of a constant",
        TinyModel.of(7, 2).weights("w", 3, 7).node("MatMul", "w x", "y").gives(3, 2));
  }

  private void pools() {
    for (String operator : new String[] {"MaxPool", "AveragePool"}) {
      add(
          operator,
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 3)
              .node(operator, "x", "y")
              .gives(N, 3, 7, 7));
      add(
          operator + " with strides",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 2)
              .list("strides", 2, 2)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 4));
      add(
          operator + " padded",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("pads", 1, 1, 1, 1)
              .node(operator, "x", "y")
              .gives(N, 3, 8, 9));
      add(
          operator + " padded unevenly",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("pads", 0, 2, 1, 1)
              .list("strides", 2, 2)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 5));
      add(
          operator + " with ceil_mode",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("strides", 2, 2)
              .with("ceil_mode", 1)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 4));
      add(
          operator + " with ceil_mode and pads",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 3, 3)
              .list("strides", 3, 3)
              .list("pads", 1, 1, 1, 1)
              .with("ceil_mode", 1)
              .node(operator, "x", "y")
              .gives(N, 3, 4, 4));
      add(
          operator + " SAME_UPPER",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 2)
              .with("auto_pad", "SAME_UPPER")
              .node(operator, "x", "y")
              .gives(N, 3, 8, 9));
      add(
          operator + " SAME_LOWER",
          TinyModel.of(N, 3, 8, 9)
              .list("kernel_shape", 2, 2)
              .with("auto_pad", "SAME_LOWER")
              .node(operator, "x", "y")
              .gives(N, 3, 8, 9));
      add(
          operator + " of sequences",
          TinyModel.of(N, 3, 9)
              .list("kernel_shape", 3)
              .list("strides", 2)
              .list("pads", 1, 1)
              .node(operator, "x", "y")
              .gives(N, 3, 5));
    }
    add(
        "AveragePool counting pads",
        TinyModel.of(N, 3, 8, 9)
            .list("kernel_shape", 3, 3)
            .list("pads", 1, 1, 1, 1)
            .with("count_include_pad", 1)
            .node("AveragePool", "x", "y")
            .gives(N, 3, 8, 9));
    add(
        "AveragePool counting pads with ceil_mode",
        TinyModel.of(N, 3, 8, 8)
            .list("kernel_shape", 3, 3)
            .list("strides", 2, 2)
            .list("pads", 0, 0, 0, 0)
            .with("ceil_mode", 1)
            .with("count_include_pad", 1)
            .node("AveragePool", "x", "y")
            .gives(N, 3, 4, 4));
    add(
        "GlobalAveragePool",
        TinyModel.of(N, 3, 8, 9).node("GlobalAveragePool", "x", "y").gives(N, 3, 1, 1));
    add(
        "GlobalAveragePool after Conv",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .node("Conv", "x w", "z")
            .node("GlobalAveragePool", "z", "g")
            .node("Flatten", "g", "y")
            .gives(N, 4));
  }
}
