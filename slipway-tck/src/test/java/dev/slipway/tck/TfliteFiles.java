package dev.slipway.tck;

import static dev.slipway.testing.TfliteFile.FREE;
import static org.tensorflow.lite.schema.TensorType.BOOL;
import static org.tensorflow.lite.schema.TensorType.FLOAT32;
import static org.tensorflow.lite.schema.TensorType.INT64;
import static org.tensorflow.lite.schema.TensorType.RESOURCE;
import static org.tensorflow.lite.schema.TensorType.STRING;

import dev.slipway.ElementType;
import dev.slipway.testing.TfliteFile;
import dev.slipway.testing.TfliteGraph;
import dev.slipway.testing.TfliteMetadata;
import dev.slipway.testing.TfliteOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** The reference models as TFLite files. */
final class TfliteFiles {

  /** Newer than the schema classes. */
  private static final byte BFLOAT16 = 18;

  private static final int[] SCALAR = {};

  private TfliteFiles() {}

  static byte[] model(ReferenceModel model) {
    TfliteFile file = new TfliteFile();
    TfliteGraph graph = file.graph("main");
    switch (model) {
      case IDENTITY_STRING -> identity(graph, STRING, FREE);
      case STRING_MATRIX -> identity(graph, STRING, FREE, 2);
      case VOCABULARY -> vocabulary(file, graph);
      case SPELLING -> spelling(file, graph);
      case SCALAR ->
          graph.input("x", FLOAT32).output("y", FLOAT32).node(BuiltinOperator.NEG, "x", "y");
      case GRID ->
          graph
              .input("x", FLOAT32, FREE, FREE)
              .output("y", FLOAT32, FREE, FREE)
              .node(BuiltinOperator.NEG, "x", "y");
      case SEVERAL -> several(graph);
      case LINEAR -> linear(graph);
      case MLP -> mlp(graph);
      case CLASSIFIER -> {
        classifier(graph);
        return TfliteMetadata.labelled(file, Weights.LABELS);
      }
      case NONZERO -> nonzero(graph);
      case GATHER ->
          graph
              .input("index", INT64, FREE)
              .output("y", FLOAT32, FREE)
              .floats("table", new int[] {3}, Weights.TABLE)
              .node(BuiltinOperator.GATHER, "table index", "y", TfliteOptions.gather());
      case LOOP -> loop(file, graph);
      default -> identity(graph, type(OnnxFiles.type(model)), FREE, 2);
    }
    return file.bytes();
  }

  private static byte type(ElementType type) {
    if (type == ElementType.BFLOAT16) {
      return BFLOAT16;
    }
    for (byte known = 0; known < BFLOAT16; known++) {
      if (TensorType.name(known).equals(type.name())) {
        return known;
      }
    }
    throw new IllegalArgumentException(type + " is no type of TFLite");
  }

  /** The format has no operator that does nothing; a new shape that is the old one comes near. */
  private static void identity(TfliteGraph graph, byte type, int... dimensions) {
    graph
        .input("x", type, dimensions)
        .output("y", type, dimensions)
        .integers("shape", new int[] {dimensions.length}, dimensions)
        .node(BuiltinOperator.RESHAPE, "x shape", "y", TfliteOptions.reshape(dimensions));
  }

  private static void vocabulary(TfliteFile file, TfliteGraph graph) {
    long[] places = new long[Weights.WORDS.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    int[] size = {places.length};
    TfliteGraph filling = file.graph("filling").texts("keys", size, Weights.WORDS);
    fill(filling.longs("values", size, places), STRING, INT64);
    graph.input("text", STRING, FREE).output("place", INT64, FREE);
    find(graph.longs("otherwise", SCALAR, -1), STRING, INT64, "text", "place");
  }

  private static void spelling(TfliteFile file, TfliteGraph graph) {
    long[] places = new long[Weights.WORDS.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    int[] size = {places.length};
    TfliteGraph filling = file.graph("filling").longs("keys", size, places);
    fill(filling.texts("values", size, Weights.WORDS), INT64, STRING);
    graph.input("place", INT64, FREE).output("text", STRING, FREE);
    find(graph.texts("otherwise", SCALAR, "?"), INT64, STRING, "place", "text");
  }

  private static void fill(TfliteGraph filling, byte keys, byte values) {
    filling
        .tensor("table", RESOURCE, 1)
        .node(BuiltinOperator.HASHTABLE, "", "table", TfliteOptions.table(1, keys, values))
        .node(BuiltinOperator.HASHTABLE_IMPORT, "table keys values", "");
  }

  private static void find(TfliteGraph graph, byte keys, byte values, String key, String value) {
    graph
        .tensor("table", RESOURCE, 1)
        .node(BuiltinOperator.CALL_ONCE, "", "", TfliteOptions.once(1))
        .node(BuiltinOperator.HASHTABLE, "", "table", TfliteOptions.table(1, keys, values))
        .node(BuiltinOperator.HASHTABLE_FIND, "table " + key + " otherwise", value);
  }

  private static void several(TfliteGraph graph) {
    graph
        .input("a", FLOAT32, FREE, 2)
        .input("b", FLOAT32, FREE, 2)
        .input("count", INT64, FREE)
        .output("difference", FLOAT32, FREE, 2)
        .output("doubled", INT64, FREE)
        .output("total", FLOAT32, FREE, 2)
        .node(BuiltinOperator.SUB, "a b", "difference", TfliteOptions.difference())
        .node(BuiltinOperator.ADD, "count count", "doubled", TfliteOptions.sum())
        .node(BuiltinOperator.ADD, "a b", "total", TfliteOptions.sum());
  }

  private static void linear(TfliteGraph graph) {
    graph
        .input("x", FLOAT32, FREE, 3)
        .output("y", FLOAT32, FREE, 2)
        .floats("w", new int[] {2, 3}, turned(Weights.LINEAR, 3, 2))
        .floats("b", new int[] {2}, Weights.LINEAR_BIAS)
        .node(BuiltinOperator.FULLY_CONNECTED, "x w b", "y", TfliteOptions.dense());
  }

  private static void mlp(TfliteGraph graph) {
    graph
        .input("x", FLOAT32, FREE, 4)
        .output("y", FLOAT32, FREE, 1)
        .tensor("hidden", FLOAT32, FREE, 8)
        .tensor("active", FLOAT32, FREE, 8)
        .tensor("score", FLOAT32, FREE, 1)
        .floats("w1", new int[] {8, 4}, turned(Weights.HIDDEN, 4, 8))
        .floats("b1", new int[] {8}, Weights.HIDDEN_BIAS)
        .floats("w2", new int[] {1, 8}, Weights.FINAL)
        .floats("b2", new int[] {1}, Weights.FINAL_BIAS)
        .node(BuiltinOperator.FULLY_CONNECTED, "x w1 b1", "hidden", TfliteOptions.dense())
        .node(BuiltinOperator.RELU, "hidden", "active")
        .node(BuiltinOperator.FULLY_CONNECTED, "active w2 b2", "score", TfliteOptions.dense())
        .node(BuiltinOperator.LOGISTIC, "score", "y");
  }

  private static void classifier(TfliteGraph graph) {
    graph
        .input("x", FLOAT32, FREE, 2)
        .output("scores", FLOAT32, FREE, 3)
        .tensor("raw", FLOAT32, FREE, 3)
        .floats("w", new int[] {3, 2}, turned(Weights.CLASSES, 2, 3))
        .node(BuiltinOperator.FULLY_CONNECTED, "x w -", "raw", TfliteOptions.dense())
        .node(BuiltinOperator.SOFTMAX, "raw", "scores", TfliteOptions.softmax());
  }

  private static void nonzero(TfliteGraph graph) {
    graph
        .input("x", FLOAT32, FREE)
        .output("places", INT64, 1, FREE)
        .tensor("rows", INT64, FREE, 1)
        .integers("turn", new int[] {2}, 1, 0)
        .node(BuiltinOperator.WHERE, "x", "rows")
        .node(BuiltinOperator.TRANSPOSE, "rows turn", "places");
  }

  private static void loop(TfliteFile file, TfliteGraph graph) {
    TfliteGraph condition =
        file.graph("condition")
            .input("trips", INT64)
            .input("trip", INT64)
            .input("value", FLOAT32, FREE)
            .output("more", BOOL)
            .node(BuiltinOperator.LESS, "trip trips", "more");
    TfliteGraph body =
        file.graph("body")
            .input("trips", INT64)
            .input("trip", INT64)
            .input("value", FLOAT32, FREE)
            .outputs("trips")
            .output("next", INT64)
            .output("negated", FLOAT32, FREE)
            .longs("one", SCALAR, 1)
            .node(BuiltinOperator.ADD, "trip one", "next", TfliteOptions.sum())
            .node(BuiltinOperator.NEG, "value", "negated");
    graph
        .input("trips", INT64)
        .input("x", FLOAT32, FREE)
        .output("y", FLOAT32, FREE)
        .longs("zero", SCALAR, 0)
        .tensor("all", INT64)
        .tensor("last", INT64)
        .node(
            BuiltinOperator.WHILE,
            "trips zero x",
            "all last y",
            TfliteOptions.loop(file.place(condition), file.place(body)));
  }

  /** Returns a matrix with rows for columns. */
  private static float[] turned(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        turned[k * rows + i] = values[i * columns + k];
      }
    }
    return turned;
  }
}
