package dev.slipway.engine.tflite;

import dev.slipway.testing.TfliteFile;
import dev.slipway.testing.TfliteOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.TensorType;

/** A small network for pictures. */
final class Layers {

  private Layers() {}

  /** Pictures of 8 x 8 with one channel: a convolution, a pooling, a dense layer. */
  static TfliteFile convolution() {
    TfliteFile file = new TfliteFile();
    Conv2DOptionsT convolution = new Conv2DOptionsT();
    convolution.setStrideW(1);
    convolution.setStrideH(1);
    convolution.setDilationWFactor(1);
    convolution.setDilationHFactor(1);
    Pool2DOptionsT pooling = new Pool2DOptionsT();
    pooling.setStrideW(2);
    pooling.setStrideH(2);
    pooling.setFilterWidth(2);
    pooling.setFilterHeight(2);
    file.graph("main")
        .input("picture", TensorType.FLOAT32, TfliteFile.FREE, 8, 8, 1)
        .output("scores", TensorType.FLOAT32, TfliteFile.FREE, 2)
        .tensor("edges", TensorType.FLOAT32, TfliteFile.FREE, 8, 8, 2)
        .tensor("coarse", TensorType.FLOAT32, TfliteFile.FREE, 4, 4, 2)
        .tensor("flat", TensorType.FLOAT32, TfliteFile.FREE, 32)
        .floats("filter", new int[] {2, 3, 3, 1}, sequence(18))
        .floats("bias", new int[] {2}, 0.5f, -0.5f)
        .integers("shape", new int[] {2}, -1, 32)
        .floats("w", new int[] {2, 32}, sequence(64))
        .node(
            BuiltinOperator.CONV_2D,
            "picture filter bias",
            "edges",
            TfliteOptions.of(BuiltinOptions.Conv2DOptions, convolution))
        .node(
            BuiltinOperator.MAX_POOL_2D,
            "edges",
            "coarse",
            TfliteOptions.of(BuiltinOptions.Pool2DOptions, pooling))
        .node(BuiltinOperator.RESHAPE, "coarse shape", "flat", TfliteOptions.reshape(-1, 32))
        .node(BuiltinOperator.FULLY_CONNECTED, "flat w -", "scores", TfliteOptions.dense());
    return file;
  }

  private static float[] sequence(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (i % 7 - 3) / 8f;
    }
    return values;
  }
}
