package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.ArgMaxOptionsT;
import org.tensorflow.lite.schema.BatchMatMulOptionsT;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.CastOptionsT;
import org.tensorflow.lite.schema.ConcatenationOptionsT;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.DivOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.GatherOptionsT;
import org.tensorflow.lite.schema.LeakyReluOptionsT;
import org.tensorflow.lite.schema.MulOptionsT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.ReducerOptionsT;
import org.tensorflow.lite.schema.ReshapeOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.StridedSliceOptionsT;
import org.tensorflow.lite.schema.SubOptionsT;

/** The options of TFLite's operators. */
final class Options {

  private Options() {}

  private static BuiltinOptionsUnion of(byte type, Object options) {
    BuiltinOptionsUnion union = new BuiltinOptionsUnion();
    union.setType(type);
    union.setValue(options);
    return union;
  }

  static BuiltinOptionsUnion add() {
    return of(BuiltinOptions.AddOptions, new AddOptionsT());
  }

  static BuiltinOptionsUnion sub() {
    return of(BuiltinOptions.SubOptions, new SubOptionsT());
  }

  static BuiltinOptionsUnion mul() {
    return of(BuiltinOptions.MulOptions, new MulOptionsT());
  }

  static BuiltinOptionsUnion div() {
    return of(BuiltinOptions.DivOptions, new DivOptionsT());
  }

  static BuiltinOptionsUnion dense() {
    FullyConnectedOptionsT dense = new FullyConnectedOptionsT();
    dense.setKeepNumDims(true);
    return of(BuiltinOptions.FullyConnectedOptions, dense);
  }

  static BuiltinOptionsUnion batchMatMul() {
    return of(BuiltinOptions.BatchMatMulOptions, new BatchMatMulOptionsT());
  }

  static BuiltinOptionsUnion reshape(int[] shape) {
    ReshapeOptionsT reshape = new ReshapeOptionsT();
    reshape.setNewShape(shape);
    return of(BuiltinOptions.ReshapeOptions, reshape);
  }

  static BuiltinOptionsUnion softmax() {
    SoftmaxOptionsT softmax = new SoftmaxOptionsT();
    softmax.setBeta(1);
    return of(BuiltinOptions.SoftmaxOptions, softmax);
  }

  static BuiltinOptionsUnion leakyRelu(float slope) {
    LeakyReluOptionsT leaky = new LeakyReluOptionsT();
    leaky.setAlpha(slope);
    return of(BuiltinOptions.LeakyReluOptions, leaky);
  }

  static BuiltinOptionsUnion concat(int axis) {
    ConcatenationOptionsT concat = new ConcatenationOptionsT();
    concat.setAxis(axis);
    return of(BuiltinOptions.ConcatenationOptions, concat);
  }

  static BuiltinOptionsUnion gather(int axis) {
    GatherOptionsT gather = new GatherOptionsT();
    gather.setAxis(axis);
    return of(BuiltinOptions.GatherOptions, gather);
  }

  /** A slice whose axes of a mask are taken from their first or to their last place. */
  static BuiltinOptionsUnion slice(int beginMask, int endMask) {
    StridedSliceOptionsT slice = new StridedSliceOptionsT();
    slice.setBeginMask(beginMask);
    slice.setEndMask(endMask);
    return of(BuiltinOptions.StridedSliceOptions, slice);
  }

  static BuiltinOptionsUnion cast(ElementType from, ElementType to) {
    CastOptionsT cast = new CastOptionsT();
    cast.setInDataType(TfliteBuilder.code(from));
    cast.setOutDataType(TfliteBuilder.code(to));
    return of(BuiltinOptions.CastOptions, cast);
  }

  static BuiltinOptionsUnion argMax() {
    ArgMaxOptionsT argMax = new ArgMaxOptionsT();
    argMax.setOutputType(TfliteBuilder.code(ElementType.INT64));
    return of(BuiltinOptions.ArgMaxOptions, argMax);
  }

  /** A sum, mean or maximum over axes that stay, with one place. */
  static BuiltinOptionsUnion reduceKeeping() {
    ReducerOptionsT reducer = new ReducerOptionsT();
    reducer.setKeepDims(true);
    return of(BuiltinOptions.ReducerOptions, reducer);
  }

  static BuiltinOptionsUnion pool(Window window) {
    Pool2DOptionsT pool = new Pool2DOptionsT();
    pool.setPadding(padding(window));
    pool.setStrideH(window.high().stride());
    pool.setStrideW(window.wide().stride());
    pool.setFilterHeight(window.high().kernel());
    pool.setFilterWidth(window.wide().kernel());
    return of(BuiltinOptions.Pool2DOptions, pool);
  }

  static BuiltinOptionsUnion conv(Window window) {
    Conv2DOptionsT conv = new Conv2DOptionsT();
    conv.setPadding(padding(window));
    conv.setStrideH(window.high().stride());
    conv.setStrideW(window.wide().stride());
    conv.setDilationHFactor(window.high().dilation());
    conv.setDilationWFactor(window.wide().dilation());
    return of(BuiltinOptions.Conv2DOptions, conv);
  }

  static BuiltinOptionsUnion depthwise(Window window, int multiplier) {
    DepthwiseConv2DOptionsT conv = new DepthwiseConv2DOptionsT();
    conv.setPadding(padding(window));
    conv.setStrideH(window.high().stride());
    conv.setStrideW(window.wide().stride());
    conv.setDilationHFactor(window.high().dilation());
    conv.setDilationWFactor(window.wide().dilation());
    conv.setDepthMultiplier(multiplier);
    return of(BuiltinOptions.DepthwiseConv2DOptions, conv);
  }

  private static byte padding(Window window) {
    return window.isSame() ? Padding.SAME : Padding.VALID;
  }
}
