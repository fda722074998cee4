package dev.slipway.convert.internal.tflite;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators that can be converted. */
public final class Operators {

  private static final String CLASSICAL = "ai.onnx.ml.";
  private static final long SUM_BY_INPUT = 13;
  private static final long REDUCE_BY_INPUT = 18;

  /**
   * An operator.
   *
   * @param rule converts its nodes
   * @param limits what is not supported, for people; empty if all is
   */
  record Entry(OperatorRule rule, String limits) {}

  private static final Map<String, Entry> ALL = all();

  private Operators() {}

  /** Returns what converts an operator, by its name with the domain; null if nothing does. */
  static Map<String, Entry> byName() {
    return ALL;
  }

  /**
   * Returns the operators.
   *
   * @return by name what is not supported of each; empty if all is
   */
  public static Map<String, String> limits() {
    Map<String, String> limits = new TreeMap<>();
    ALL.forEach((name, entry) -> limits.put(name, entry.limits()));
    return limits;
  }

  private static Map<String, Entry> all() {
    Map<String, Entry> all = new TreeMap<>();
    arithmetic(all);
    images(all);
    shapes(all);
    classical(all);
    return Collections.unmodifiableMap(all);
  }

  private static void add(Map<String, Entry> all, String name, OperatorRule rule, String limits) {
    all.put(name, new Entry(rule, limits));
  }

  private static void arithmetic(Map<String, Entry> all) {
    add(all, "Add", Arithmetic.ADD, "FLOAT32, INT32, INT64");
    add(all, "Sub", Arithmetic.SUB, "FLOAT32, INT32, INT64");
    add(all, "Mul", Arithmetic.MUL, "FLOAT32, INT32, INT64");
    add(all, "Div", Arithmetic.DIV, "FLOAT32; integers in shapes");
    add(all, "Gemm", DenseRules::gemm, "");
    add(all, "MatMul", DenseRules::matMul, "");
    function(all, "Relu", BuiltinOperator.RELU);
    function(all, "Sigmoid", BuiltinOperator.LOGISTIC);
    function(all, "Tanh", BuiltinOperator.TANH);
    function(all, "Neg", BuiltinOperator.NEG);
    function(all, "Exp", BuiltinOperator.EXP);
    function(all, "Log", BuiltinOperator.LOG);
    function(all, "Sqrt", BuiltinOperator.SQRT);
    function(all, "Abs", BuiltinOperator.ABS);
    add(all, "LeakyRelu", PointwiseRules::leakyRelu, "");
    add(all, "Clip", PointwiseRules::clip, "FLOAT32");
    add(all, "Cast", PointwiseRules::cast, "FLOAT32, INT32, INT64, BOOL, INT8, UINT8");
    add(all, "Softmax", ReductionRules::softmax, "");
    add(
        all,
        "ReduceMean",
        ReductionRules.reduce(BuiltinOperator.MEAN, REDUCE_BY_INPUT),
        "not over the batch");
    add(
        all,
        "ReduceSum",
        ReductionRules.reduce(BuiltinOperator.SUM, SUM_BY_INPUT),
        "not over the batch");
    add(
        all,
        "ReduceMax",
        ReductionRules.reduce(BuiltinOperator.REDUCE_MAX, REDUCE_BY_INPUT),
        "FLOAT32, not over the batch");
    add(all, "ArgMax", ReductionRules::argMax, "FLOAT32, the first of equals");
  }

  private static void function(Map<String, Entry> all, String name, int code) {
    add(all, name, PointwiseRules.function(code), "FLOAT32");
  }

  private static void images(Map<String, Entry> all) {
    add(all, "Conv", ImageRules::conv, "weights are constants; one or two spatial axes");
    add(
        all,
        "MaxPool",
        ImageRules::maxPool,
        "one or two spatial axes; without dilations and places of maxima");
    add(all, "AveragePool", ImageRules::averagePool, "one or two spatial axes; without dilations");
    add(all, "GlobalAveragePool", ImageRules::globalAveragePool, "");
    add(
        all,
        "BatchNormalization",
        ImageRules::batchNormalization,
        "for use, not for training; statistics are constants");
  }

  private static void shapes(Map<String, Entry> all) {
    add(all, "Concat", ShapeRules::concat, "");
    add(all, "Constant", ShapeRules::constant, "");
    add(all, "Dropout", PointwiseRules::dropout, "for use, not for training");
    add(all, "Flatten", ShapeRules::flatten, "");
    add(all, "Gather", SelectionRules::gather, "not over the batch");
    add(all, "Identity", PointwiseRules::identity, "");
    add(all, "Reshape", ShapeRules::reshape, "the shape is known but for the batch");
    add(all, "Shape", ShapeRules::shape, "for shapes only");
    add(all, "Slice", SelectionRules::slice, "limits are constants; not over the batch");
    add(all, "Squeeze", ShapeRules::squeeze, "");
    add(all, "Transpose", ShapeRules::transpose, "");
    add(all, "Unsqueeze", ShapeRules::unsqueeze, "");
  }

  private static void classical(Map<String, Entry> all) {
    add(
        all,
        CLASSICAL + "ArrayFeatureExtractor",
        SelectionRules::arrayFeatureExtractor,
        "labels, and columns that are constants");
    add(
        all,
        CLASSICAL + "LinearClassifier",
        ClassicalRules::linearClassifier,
        "two or more rows of coefficients; post_transform PROBIT is not supported");
    add(
        all,
        CLASSICAL + "LinearRegressor",
        ClassicalRules::linearRegressor,
        "post_transform PROBIT is not supported");
    add(all, CLASSICAL + "Normalizer", ClassicalRules::normalizer, "");
    add(all, CLASSICAL + "Scaler", ClassicalRules::scaler, "");
    add(all, CLASSICAL + "ZipMap", ClassicalRules::zipMap, "gives the scores as a tensor");
  }
}
