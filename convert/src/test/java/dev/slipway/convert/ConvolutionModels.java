package dev.slipway.convert;

/** Models of one convolution, alone and with what is merged into it. */
final class ConvolutionModels extends OperatorModels {

  ConvolutionModels() {
    convolutions();
  }

  private void convolutions() {
    add(
        "Conv",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .weights("b", 4)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 6, 7));
    add(
        "Conv padded",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .list("pads", 1, 1, 1, 1)
            .node("Conv", "x w", "y")
            .gives(N, 4, 8, 9));
    add(
        "Conv padded unevenly",
        TinyModel.of(N, 3, 8, 9)
            .weights("w", 4, 3, 3, 2)
            .list("pads", 0, 2, 1, 0)
            .list("strides", 2, 1)
            .node("Conv", "x w", "y")
            .gives(N, 4, 4, 10));
    add(
        "Conv with strides and pads",
        TinyModel.of(N, 3, 8, 8)
            .weights("w", 4, 3, 3, 3)
            .list("pads", 1, 1, 1, 1)
            .list("strides", 2, 2)
            .node("Conv", "x w", "y")
            .gives(N, 4, 4, 4));
    add(
        "Conv dilated",
        TinyModel.of(N, 2, 9, 9)
            .weights("w", 4, 2, 3, 3)
            .list("dilations", 2, 3)
            .node("Conv", "x w", "y")
            .gives(N, 4, 5, 3));
    add(
        "Conv SAME_UPPER",
        TinyModel.of(N, 2, 8, 9)
            .weights("w", 4, 2, 3, 2)
            .with("auto_pad", "SAME_UPPER")
            .list("strides", 2, 2)
            .node("Conv", "x w", "y")
            .gives(N, 4, 4, 5));
    add(
        "Conv SAME_LOWER",
        TinyModel.of(N, 2, 8, 9)
            .weights("w", 4, 2, 4, 2)
            .with("auto_pad", "SAME_LOWER")
            .node("Conv", "x w", "y")
            .gives(N, 4, 8, 9));
    add(
        "Conv VALID",
        TinyModel.of(N, 2, 8, 9)
            .weights("w", 4, 2, 3, 3)
            .with("auto_pad", "VALID")
            .node("Conv", "x w", "y")
            .gives(N, 4, 6, 7));
    add(
        "Conv depthwise",
        TinyModel.of(N, 4, 8, 9)
            .weights("w", 4, 1, 3, 3)
            .weights("b", 4)
            .with("group", 4)
            .list("pads", 1, 1, 1, 1)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 8, 9));
    add(
        "Conv depthwise, multiplied",
        TinyModel.of(N, 4, 8, 9)
            .weights("w", 8, 1, 3, 3)
            .with("group", 4)
            .node("Conv", "x w", "y")
            .gives(N, 8, 6, 7));
    add(
        "Conv depthwise, uneven strides",
        TinyModel.of(N, 4, 8, 9)
            .weights("w", 4, 1, 3, 3)
            .with("group", 4)
            .list("strides", 1, 2)
            .node("Conv", "x w", "y")
            .gives(N, 4, 6, 4));
    add(
        "Conv in groups",
        TinyModel.of(N, 6, 8, 9)
            .weights("w", 4, 3, 3, 3)
            .weights("b", 4)
            .with("group", 2)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 6, 7));
    add(
        "Conv of one place",
        TinyModel.of(N, 6, 5, 5)
            .weights("w", 4, 6, 1, 1)
            .node("Conv", "x w", "y")
            .gives(N, 4, 5, 5));
    add(
        "Conv of one channel",
        TinyModel.of(N, 1, 5, 5)
            .weights("w", 4, 1, 3, 3)
            .node("Conv", "x w", "y")
            .gives(N, 4, 3, 3));
    add(
        "Conv of sequences",
        TinyModel.of(N, 3, 12)
            .weights("w", 4, 3, 3)
            .weights("b", 4)
            .list("pads", 2, 0)
            .list("strides", 2)
            .node("Conv", "x w b", "y")
            .gives(N, 4, 6));
    add("BatchNormalization", normalised(TinyModel.of(N, 3, 4, 5)).gives(N, 3, 4, 5));
    add("BatchNormalization of rows", normalised(TinyModel.of(N, 3)).gives(N, 3));
    add(
        "BatchNormalization after Conv",
        normalised(TinyModel.of(N, 2, 6, 6).weights("w", 3, 2, 3, 3).node("Conv", "x w", "z"), "z")
            .gives(N, 3, 4, 4));
  }

  private static TinyModel normalised(TinyModel model) {
    return normalised(model, "x");
  }

  private static TinyModel normalised(TinyModel model, String input) {
    return model
        .weights("scale", 3)
        .weights("shift", 3)
        .weights("mean", 3)
        .floats("variance", new long[] {3}, 0.5f, 2, 1e-3f)
        .with("epsilon", 1e-3f)
        .node("BatchNormalization", input + " scale shift mean variance", "y");
  }
}
