package dev.slipway.tck;

import static dev.slipway.ElementType.BOOL;
import static dev.slipway.ElementType.FLOAT32;
import static dev.slipway.ElementType.INT64;
import static dev.slipway.ElementType.STRING;

import dev.slipway.ElementType;

/** The reference models as ONNX files. */
final class OnnxFiles {

  private OnnxFiles() {}

  static byte[] model(ReferenceModel model) {
    OnnxBuilder builder = new OnnxBuilder(model.folder());
    switch (model) {
      case IDENTITY_STRING -> identity(builder, STRING, -1);
      case STRING_MATRIX -> identity(builder, STRING, -1, 2);
      case VOCABULARY -> vocabulary(builder);
      case SPELLING -> spelling(builder);
      case SCALAR -> builder.input("x", FLOAT32).output("y", FLOAT32).node("Neg", "x", "y");
      case GRID ->
          builder.input("x", FLOAT32, -1, -1).output("y", FLOAT32, -1, -1).node("Neg", "x", "y");
      case SEVERAL -> several(builder);
      case LINEAR -> linear(builder.floats("w", Weights.LINEAR, 3, 2));
      case EXTERNAL -> linear(builder.external("w", "weights.bin", 24, 3, 2));
      case MLP -> mlp(builder);
      case CLASSIFIER -> classifier(builder);
      case NONZERO ->
          builder
              .input("x", FLOAT32, -1)
              .output("places", INT64, 1, -1)
              .node("NonZero", "x", "places");
      case GATHER ->
          builder
              .input("index", INT64, -1)
              .output("y", FLOAT32, -1)
              .floats("table", Weights.TABLE, 3)
              .node("Gather", "table index", "y");
      case LOOP -> loop(builder);
      default -> identity(builder, type(model), -1, 2);
    }
    return builder.toBytes();
  }

  /** Returns the element type of an identity model. */
  static ElementType type(ReferenceModel model) {
    return ElementType.valueOf(model.name().substring("IDENTITY_".length()));
  }

  private static void identity(OnnxBuilder builder, ElementType type, long... dimensions) {
    builder.input("x", type, dimensions).output("y", type, dimensions).node("Identity", "x", "y");
  }

  private static void vocabulary(OnnxBuilder builder) {
    long[] places = new long[Weights.WORDS.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    builder
        .input("text", STRING, -1)
        .output("place", INT64, -1)
        .mlNode(
            "LabelEncoder",
            "text",
            "place",
            OnnxBuilder.texts("keys_strings", Weights.WORDS),
            OnnxBuilder.integers("values_int64s", places),
            OnnxBuilder.integer("default_int64", -1));
  }

  private static void spelling(OnnxBuilder builder) {
    long[] places = new long[Weights.WORDS.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    builder
        .input("place", INT64, -1)
        .output("text", STRING, -1)
        .mlNode(
            "LabelEncoder",
            "place",
            "text",
            OnnxBuilder.integers("keys_int64s", places),
            OnnxBuilder.texts("values_strings", Weights.WORDS),
            OnnxBuilder.text("default_string", "?"));
  }

  private static void several(OnnxBuilder builder) {
    builder
        .input("a", FLOAT32, -1, 2)
        .input("b", FLOAT32, -1, 2)
        .input("count", INT64, -1)
        .output("difference", FLOAT32, -1, 2)
        .output("doubled", INT64, -1)
        .output("total", FLOAT32, -1, 2)
        .node("Sub", "a b", "difference")
        .node("Add", "count count", "doubled")
        .node("Add", "a b", "total");
  }

  private static void linear(OnnxBuilder builder) {
    builder
        .input("x", FLOAT32, -1, 3)
        .output("y", FLOAT32, -1, 2)
        .floats("b", Weights.LINEAR_BIAS, 2)
        .node("MatMul", "x w", "product")
        .node("Add", "product b", "y");
  }

  private static void mlp(OnnxBuilder builder) {
    builder
        .input("x", FLOAT32, -1, 4)
        .output("y", FLOAT32, -1, 1)
        .floats("w1", Weights.HIDDEN, 4, 8)
        .floats("b1", Weights.HIDDEN_BIAS, 8)
        .floats("w2", Weights.FINAL, 8, 1)
        .floats("b2", Weights.FINAL_BIAS, 1)
        .node("Gemm", "x w1 b1", "hidden")
        .node("Relu", "hidden", "active")
        .node("Gemm", "active w2 b2", "score")
        .node("Sigmoid", "score", "y");
  }

  private static void classifier(OnnxBuilder builder) {
    builder
        .input("x", FLOAT32, -1, 2)
        .mapsOutput("scores")
        .floats("w", Weights.CLASSES, 2, 3)
        .node("MatMul", "x w", "raw")
        .node("Softmax", "raw", "softmax")
        .mlNode(
            "ZipMap",
            "softmax",
            "scores",
            OnnxBuilder.texts("classlabels_strings", Weights.LABELS));
  }

  private static void loop(OnnxBuilder builder) {
    OnnxBuilder body =
        new OnnxBuilder("body")
            .input("trip", INT64)
            .input("go-on", BOOL)
            .input("value", FLOAT32, -1)
            .output("still", BOOL)
            .output("negated", FLOAT32, -1)
            .node("Identity", "go-on", "still")
            .node("Neg", "value", "negated");
    builder
        .input("trips", INT64)
        .input("x", FLOAT32, -1)
        .output("y", FLOAT32, -1)
        .condition("yes")
        .node("Loop", "trips yes x", "y", OnnxBuilder.body(body));
  }
}
