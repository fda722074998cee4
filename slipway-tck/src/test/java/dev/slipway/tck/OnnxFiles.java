package dev.slipway.tck;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.ElementType;
import dev.slipway.testing.OnnxFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The reference models as ONNX files. */
final class OnnxFiles {

  private static final DataType FLOAT = DataType.FLOAT;
  private static final long FREE = OnnxFile.FREE;

  private OnnxFiles() {}

  static byte[] model(ReferenceModel model) {
    OnnxFile file = new OnnxFile(model.folder());
    switch (model) {
      case IDENTITY_STRING -> identity(file, DataType.STRING, FREE);
      case STRING_MATRIX -> identity(file, DataType.STRING, FREE, 2);
      case VOCABULARY -> vocabulary(file);
      case SPELLING -> spelling(file);
      case SCALAR -> node(file.input("x", FLOAT).output("y", FLOAT), "Neg", "x", "y");
      case GRID ->
          node(file.input("x", FLOAT, FREE, FREE).output("y", FLOAT, FREE, FREE), "Neg", "x", "y");
      case SEVERAL -> several(file);
      case LINEAR -> linear(file.floats("w", List.of(3L, 2L), Weights.LINEAR));
      case EXTERNAL -> linear(file.external("w", List.of(3L, 2L), "weights.bin"));
      case MLP -> mlp(file);
      case CLASSIFIER -> classifier(file);
      case NONZERO ->
          node(
              file.input("x", FLOAT, FREE).output("places", DataType.INT64, 1, FREE),
              "NonZero",
              "x",
              "places");
      case GATHER ->
          node(
              file.input("index", DataType.INT64, FREE)
                  .output("y", FLOAT, FREE)
                  .floats("table", List.of(3L), Weights.TABLE),
              "Gather",
              "table index",
              "y");
      case LOOP -> loop(file);
      default -> identity(file, code(type(model)), FREE, 2);
    }
    return file.bytes();
  }

  /** Adds an operator; the names of its inputs are separated by blanks. */
  private static OnnxFile node(OnnxFile file, String operator, String inputs, String output) {
    return file.node(operator, List.of(inputs.split(" ", -1)), List.of(output));
  }

  /** Returns the element type of an identity model. */
  static ElementType type(ReferenceModel model) {
    return ElementType.valueOf(model.name().substring("IDENTITY_".length()));
  }

  private static DataType code(ElementType type) {
    return switch (type) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
      case BINARY, DATETIME -> throw new IllegalArgumentException("ONNX has no " + type);
      default -> DataType.valueOf(type.name());
    };
  }

  private static void identity(OnnxFile file, DataType type, long... dimensions) {
    node(file.input("x", type, dimensions).output("y", type, dimensions), "Identity", "x", "y");
  }

  /** Returns the places of all words. */
  private static List<Long> places() {
    return LongStream.range(0, Weights.WORDS.length).boxed().toList();
  }

  private static void vocabulary(OnnxFile file) {
    file.input("text", DataType.STRING, FREE)
        .output("place", DataType.INT64, FREE)
        .classicalNode(
            "LabelEncoder",
            List.of("text"),
            List.of("place"),
            List.of(
                OnnxFile.strings("keys_strings", Arrays.asList(Weights.WORDS)),
                OnnxFile.longs("values_int64s", places()),
                OnnxFile.attribute("default_int64", -1)));
  }

  private static void spelling(OnnxFile file) {
    file.input("place", DataType.INT64, FREE)
        .output("text", DataType.STRING, FREE)
        .classicalNode(
            "LabelEncoder",
            List.of("place"),
            List.of("text"),
            List.of(
                OnnxFile.longs("keys_int64s", places()),
                OnnxFile.strings("values_strings", Arrays.asList(Weights.WORDS)),
                OnnxFile.attribute("default_string", "?")));
  }

  private static void several(OnnxFile file) {
    file.input("a", FLOAT, FREE, 2)
        .input("b", FLOAT, FREE, 2)
        .input("count", DataType.INT64, FREE)
        .output("difference", FLOAT, FREE, 2)
        .output("doubled", DataType.INT64, FREE)
        .output("total", FLOAT, FREE, 2);
    node(file, "Sub", "a b", "difference");
    node(file, "Add", "count count", "doubled");
    node(file, "Add", "a b", "total");
  }

  private static void linear(OnnxFile file) {
    file.input("x", FLOAT, FREE, 3)
        .output("y", FLOAT, FREE, 2)
        .floats("b", List.of(2L), Weights.LINEAR_BIAS);
    node(file, "MatMul", "x w", "product");
    node(file, "Add", "product b", "y");
  }

  private static void mlp(OnnxFile file) {
    file.input("x", FLOAT, FREE, 4)
        .output("y", FLOAT, FREE, 1)
        .floats("w1", List.of(4L, 8L), Weights.HIDDEN)
        .floats("b1", List.of(8L), Weights.HIDDEN_BIAS)
        .floats("w2", List.of(8L, 1L), Weights.FINAL)
        .floats("b2", List.of(1L), Weights.FINAL_BIAS);
    node(file, "Gemm", "x w1 b1", "hidden");
    node(file, "Relu", "hidden", "active");
    node(file, "Gemm", "active w2 b2", "score");
    node(file, "Sigmoid", "score", "y");
  }

  private static void classifier(OnnxFile file) {
    file.input("x", FLOAT, FREE, 2)
        .mapsOutput("scores")
        .floats("w", List.of(2L, 3L), Weights.CLASSES);
    node(file, "MatMul", "x w", "raw");
    node(file, "Softmax", "raw", "softmax");
    file.classicalNode(
        "ZipMap",
        List.of("softmax"),
        List.of("scores"),
        List.of(OnnxFile.strings("classlabels_strings", Arrays.asList(Weights.LABELS))));
  }

  private static void loop(OnnxFile file) {
    OnnxFile body =
        new OnnxFile("body")
            .input("trip", DataType.INT64)
            .input("go-on", DataType.BOOL)
            .input("value", FLOAT, FREE)
            .output("still", DataType.BOOL)
            .output("negated", FLOAT, FREE);
    node(body, "Identity", "go-on", "still");
    node(body, "Neg", "value", "negated");
    file.input("trips", DataType.INT64)
        .input("x", FLOAT, FREE)
        .output("y", FLOAT, FREE)
        .yes("yes")
        .node(
            "Loop",
            List.of("trips", "yes", "x"),
            List.of("y"),
            List.of(OnnxFile.attribute("body", body.graph())));
  }
}
