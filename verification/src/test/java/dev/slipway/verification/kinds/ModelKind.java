package dev.slipway.verification.kinds;

import dev.slipway.Shape;
import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.OnnxFile;
import java.util.EnumSet;
import java.util.Set;

/** Kinds of models by the operator that decides how equal their answers are. */
enum ModelKind {
  GEMM("Gemm"),
  LINEAR_CLASSIFIER("ai.onnx.ml:LinearClassifier"),
  LINEAR_REGRESSOR("ai.onnx.ml:LinearRegressor"),
  TREE_CLASSIFIER("ai.onnx.ml:TreeEnsembleClassifier"),
  TREE_REGRESSOR("ai.onnx.ml:TreeEnsembleRegressor"),
  REDUCE_SUM("ReduceSum"),
  DYNAMIC_QUANTISATION("DynamicQuantizeLinear"),
  LSTM("LSTM");

  private final String operator;

  ModelKind(String operator) {
    this.operator = operator;
  }

  /** Returns the operator's name, with its domain if that is not ONNX's own. */
  String operator() {
    return operator;
  }

  /** Returns the model, with one input {@code x}. */
  OnnxFile model() {
    return switch (this) {
      case GEMM -> ModelKinds.dense();
      case LINEAR_CLASSIFIER -> ModelKinds.linearClassifier();
      case LINEAR_REGRESSOR -> ModelKinds.linearRegressor();
      case TREE_CLASSIFIER -> ModelKinds.treeClassifier();
      case TREE_REGRESSOR -> ModelKinds.treeRegressor();
      case REDUCE_SUM -> ModelKinds.sum();
      case DYNAMIC_QUANTISATION -> ModelKinds.dynamicQuantisation();
      case LSTM -> ModelKinds.recurrent();
    };
  }

  /** Returns the shape of {@code x} in one row. */
  Shape rowShape() {
    return switch (this) {
      case GEMM -> Shape.of(30);
      case LINEAR_CLASSIFIER -> Shape.of(5);
      case LINEAR_REGRESSOR -> Shape.of(17);
      case TREE_CLASSIFIER, TREE_REGRESSOR -> Shape.of(8);
      case REDUCE_SUM -> Shape.of(33);
      case DYNAMIC_QUANTISATION -> Shape.of(16);
      case LSTM -> Shape.of(6, 4);
    };
  }

  /** Returns the ways in which answers are known to differ from rows alone without rules. */
  Set<Way> differing() {
    return switch (this) {
      case GEMM, LSTM -> EnumSet.noneOf(Way.class);
      case TREE_CLASSIFIER, TREE_REGRESSOR -> EnumSet.of(Way.TWO_THREADS);
      case LINEAR_CLASSIFIER, LINEAR_REGRESSOR, REDUCE_SUM, DYNAMIC_QUANTISATION ->
          EnumSet.complementOf(EnumSet.of(Way.ALONE));
    };
  }
}
