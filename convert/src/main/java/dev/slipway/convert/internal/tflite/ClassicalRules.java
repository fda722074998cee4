package dev.slipway.convert.internal.tflite;

import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Constant;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.Refusal;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators of classical models, in the domain {@code ai.onnx.ml}. */
final class ClassicalRules {

  private static final int MATRIX = 2;
  private static final int MOST_FEATURES = 1 << 22;

  private ClassicalRules() {}

  /** Returns the features as floats. */
  private static int features(NodeScope node, Value value) {
    Emitter emitter = node.emitter();
    int tensor = emitter.plain(value);
    return switch (value.type()) {
      case FLOAT32 -> tensor;
      case INT32, INT64 ->
          emitter.cast(tensor, value.type(), ElementType.FLOAT32, value.dimensions());
      default -> throw new Refusal("takes " + value.type() + ", expected FLOAT32, INT32 or INT64");
    };
  }

  static void scaler(NodeScope node) {
    node.atMost(1);
    Value value = node.input(0);
    if (value.rank() == 0) {
      throw new Refusal("takes a single number, expected features");
    }
    int width = value.dimensions().fixed(value.rank() - 1);
    float[] offset = forEach(node.node().reals("offset"), "offset", width);
    float[] scale = forEach(node.node().reals("scale"), "scale", width);
    Emitter emitter = node.emitter();
    Dimensions vector = Dimensions.of(width);
    int shifted =
        emitter.emit(
            BuiltinOperator.SUB,
            Options.sub(),
            ElementType.FLOAT32,
            value.dimensions(),
            features(node, value),
            emitter.reals(vector, offset));
    node.give(
        value.dimensions(), emitter.mul(value.dimensions(), shifted, emitter.reals(vector, scale)));
  }

  private static float[] forEach(float[] given, String name, int width) {
    if (given.length == width) {
      return given;
    }
    if (given.length != 1) {
      throw new Refusal("has %d values of %s for %d features".formatted(given.length, name, width));
    }
    if (width > MOST_FEATURES) {
      throw new Refusal("has " + width + " features, expected at most " + MOST_FEATURES);
    }
    float[] repeated = new float[width];
    Arrays.fill(repeated, given[0]);
    return repeated;
  }

  static void normalizer(NodeScope node) {
    node.atMost(1);
    Value value = node.input(0);
    if (value.rank() != 1 && value.rank() != MATRIX) {
      throw new Refusal("takes " + value.dimensions() + ", expected rows of features");
    }
    String norm = node.node().text("norm", "MAX");
    Dimensions given = value.dimensions();
    int axis = value.rank() - 1;
    given.fixed(axis);
    Emitter emitter = node.emitter();
    int tensor = features(node, value);
    Dimensions one = given.with(axis, 1);
    int size =
        switch (norm) {
          case "MAX" -> ReductionRules.maximum(emitter, tensor, given, axis);
          case "L1" ->
              emitter.reduce(
                  BuiltinOperator.SUM,
                  emitter.real(BuiltinOperator.ABS, given, tensor),
                  given,
                  axis);
          case "L2" ->
              emitter.real(
                  BuiltinOperator.SQRT,
                  one,
                  emitter.reduce(
                      BuiltinOperator.SUM, emitter.mul(given, tensor, tensor), given, axis));
          default -> throw new Refusal("has norm " + norm + ", expected MAX, L1 or L2");
        };
    node.give(given, emitter.div(given, tensor, notZero(emitter, size, one)));
  }

  /** Replaces 0 by 1, so that a row of zeros stays one. */
  private static int notZero(Emitter emitter, int tensor, Dimensions dimensions) {
    int isZero =
        emitter.emit(
            BuiltinOperator.EQUAL, null, ElementType.BOOL, dimensions, tensor, emitter.real(0f));
    int ones = emitter.cast(isZero, ElementType.BOOL, ElementType.FLOAT32, dimensions);
    return emitter.add(dimensions, tensor, ones);
  }

  /** Returns the sums of weighted features. */
  private static int scores(NodeScope node, Dimensions result, float[] offsets) {
    Value value = node.input(0);
    if (value.rank() != MATRIX) {
      throw new Refusal("takes " + value.dimensions() + ", expected rows of features");
    }
    int width = value.dimensions().fixed(1);
    int targets = result.fixed(1);
    float[] weights = node.node().reals("coefficients");
    if (weights.length != width * (long) targets) {
      throw new Refusal(
          "has %d coefficients for %d features and %d results"
              .formatted(weights.length, width, targets));
    }
    Constant matrix = Constant.of(ElementType.FLOAT32, Dimensions.of(targets, width), weights);
    return DenseRules.dense(node.emitter(), features(node, value), matrix, offsets, result);
  }

  static void linearRegressor(NodeScope node) {
    node.atMost(1);
    Node stored = node.node();
    int targets = count(stored.integer("targets", 1), stored.reals("coefficients").length);
    float[] offsets = stored.reals("intercepts");
    offsets = offsets.length == 0 ? new float[targets] : offsets;
    if (offsets.length != targets) {
      throw new Refusal("has " + offsets.length + " intercepts for " + targets + " results");
    }
    Dimensions result = Dimensions.of(node.input(0).dimensions().size(0), targets);
    int scores = scores(node, result, offsets);
    String transform = stored.text("post_transform", "NONE");
    node.give(result, transformed(node.emitter(), scores, result, transform));
  }

  private static int count(long targets, int coefficients) {
    if (targets < 1 || targets > coefficients) {
      throw new Refusal("has " + targets + " targets with " + coefficients + " coefficients");
    }
    return (int) targets;
  }

  static void linearClassifier(NodeScope node) {
    node.atMost(1);
    Node stored = node.node();
    stored.ignore(List.of("multi_class"));
    List<String> texts = stored.texts("classlabels_strings");
    long[] numbers = stored.integers("classlabels_ints");
    float[] offsets = stored.reals("intercepts");
    int classes = Math.max(texts.size(), numbers.length);
    boolean both = !texts.isEmpty() && numbers.length > 0;
    if (both || classes != offsets.length || classes < 2) {
      throw new Refusal(
          "has %d labels and %d intercepts, expected one of each for two or more classes"
              .formatted(texts.size() + numbers.length, offsets.length));
    }
    Dimensions result = Dimensions.of(node.input(0).dimensions().size(0), classes);
    int scores = scores(node, result, offsets);
    Dimensions rows = result.without(1);
    int index = ReductionRules.argMax(node.emitter(), scores, rows, 1);
    if (!texts.isEmpty()) {
      node.giveLabels(0, rows, texts, index);
    } else {
      node.give(0, ElementType.INT64, rows, numbers(node.emitter(), rows, index, numbers));
    }
    String transform = stored.text("post_transform", "NONE");
    node.give(
        1, ElementType.FLOAT32, result, transformed(node.emitter(), scores, result, transform));
  }

  private static int numbers(Emitter emitter, Dimensions rows, int index, long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != i) {
        Constant labels = Constant.of(ElementType.INT64, Dimensions.of(numbers.length), numbers);
        return emitter.emit(
            BuiltinOperator.GATHER,
            Options.gather(0),
            ElementType.INT64,
            rows,
            emitter.constant("labels", labels),
            index);
      }
    }
    return index;
  }

  private static int transformed(Emitter emitter, int scores, Dimensions result, String transform) {
    return switch (transform) {
      case "NONE", "" -> scores;
      case "LOGISTIC" -> emitter.real(BuiltinOperator.LOGISTIC, result, scores);
      case "SOFTMAX" -> ReductionRules.softmax(emitter, scores, result);
      case "SOFTMAX_ZERO" -> softmaxZero(emitter, scores, result);
      default ->
          throw new Refusal(
              "has post_transform "
                  + transform
                  + ", expected NONE, LOGISTIC, SOFTMAX or SOFTMAX_ZERO");
    };
  }

  /** A softmax in which scores of 0 stay 0. */
  private static int softmaxZero(Emitter emitter, int scores, Dimensions result) {
    int largest = ReductionRules.maximum(emitter, scores, result, 1);
    int shifted =
        emitter.emit(
            BuiltinOperator.SUB, Options.sub(), ElementType.FLOAT32, result, scores, largest);
    int powers = emitter.real(BuiltinOperator.EXP, result, shifted);
    int size = emitter.real(BuiltinOperator.ABS, result, scores);
    int counts =
        emitter.emit(
            BuiltinOperator.GREATER, null, ElementType.BOOL, result, size, emitter.real(1e-7f));
    int mask = emitter.cast(counts, ElementType.BOOL, ElementType.FLOAT32, result);
    int masked = emitter.mul(result, powers, mask);
    int sum = emitter.reduce(BuiltinOperator.SUM, masked, result, 1);
    return emitter.div(result, masked, notZero(emitter, sum, result.with(1, 1)));
  }

  /** Maps of scores are the scores; their keys are the labels of the package's outputs. */
  static void zipMap(NodeScope node) {
    node.atMost(1);
    node.node().ignore(List.of("classlabels_strings", "classlabels_int64s"));
    node.giveSame(node.real(0));
  }
}
