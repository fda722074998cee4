package dev.slipway.tck;

import static dev.slipway.testing.GraphValues.function;
import static dev.slipway.testing.GraphValues.on;
import static dev.slipway.testing.GraphValues.shape;
import static dev.slipway.testing.GraphValues.text;
import static dev.slipway.testing.GraphValues.type;
import static dev.slipway.testing.GraphValues.types;
import static org.tensorflow.proto.DataType.DT_BOOL;
import static org.tensorflow.proto.DataType.DT_FLOAT;
import static org.tensorflow.proto.DataType.DT_INT32;
import static org.tensorflow.proto.DataType.DT_INT64;
import static org.tensorflow.proto.DataType.DT_STRING;

import dev.slipway.ElementType;
import dev.slipway.testing.Checkpoint;
import dev.slipway.testing.SavedModelFile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.proto.DataType;

/** The reference models as SavedModels. */
final class SavedModelFiles {

  private static final long[] SCALAR = {};

  private SavedModelFiles() {}

  /** Returns the files of a model, by their paths in its folder. */
  static Map<String, byte[]> model(ReferenceModel model) {
    SavedModelFile file = new SavedModelFile();
    switch (model) {
      case IDENTITY_STRING -> identity(file, DT_STRING, -1);
      case STRING_MATRIX -> identity(file, DT_STRING, -1, 2);
      case VOCABULARY -> vocabulary(file);
      case SPELLING -> spelling(file);
      case SCALAR -> file.input("x", DT_FLOAT).output("y", DT_FLOAT).floatNode("Neg", "y", "x");
      case GRID ->
          file.input("x", DT_FLOAT, -1, -1)
              .output("y", DT_FLOAT, -1, -1)
              .floatNode("Neg", "y", "x");
      case SEVERAL -> several(file);
      case LINEAR -> {
        file.floats("w", new long[] {3, 2}, Weights.LINEAR);
        linear(file);
      }
      case EXTERNAL -> external(file);
      case MLP -> mlp(file);
      case NONZERO -> nonzero(file);
      case GATHER -> gather(file);
      case LOOP -> loop(file);
      default -> identity(file, dataType(OnnxFiles.type(model)), -1, 2);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("saved_model.pb", file.bytes());
    if (model == ReferenceModel.EXTERNAL) {
      Checkpoint variables = new Checkpoint().floats("w", new long[] {3, 2}, Weights.LINEAR);
      files.put(Checkpoint.INDEX, variables.index());
      files.put(Checkpoint.DATA, variables.data());
    }
    return files;
  }

  private static DataType dataType(ElementType type) {
    return switch (type) {
      case FLOAT16 -> DataType.DT_HALF;
      case FLOAT32 -> DT_FLOAT;
      case FLOAT64 -> DataType.DT_DOUBLE;
      default -> DataType.valueOf("DT_" + type.name());
    };
  }

  private static void identity(SavedModelFile file, DataType type, long... dimensions) {
    file.input("x", type, dimensions)
        .output("y", type, dimensions)
        .node("Identity", "y", "x", type);
  }

  private static void vocabulary(SavedModelFile file) {
    table(file, DT_STRING, DT_INT64);
    file.input("text", DT_STRING, -1).output("place", DT_INT64, -1).number("otherwise", -1);
    find(file, "place", "text", DT_STRING, DT_INT64);
  }

  private static void spelling(SavedModelFile file) {
    table(file, DT_INT64, DT_STRING);
    file.input("place", DT_INT64, -1).output("text", DT_STRING, -1).texts("otherwise", SCALAR, "?");
    find(file, "text", "place", DT_INT64, DT_STRING);
  }

  private static void table(SavedModelFile file, DataType keys, DataType values) {
    long[] places = new long[Weights.WORDS.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    long[] size = {places.length};
    file.texts("words", size, Weights.WORDS)
        .longs("places", size, places)
        .node(
            "HashTableV2",
            "table",
            "",
            type("key_dtype", keys),
            type("value_dtype", values),
            text("shared_name", "table"))
        .node(
            "LookupTableImportV2",
            "fill",
            keys == DT_STRING ? "table words places" : "table places words",
            type("Tin", keys),
            type("Tout", values))
        .node("NoOp", "init", "^fill");
    file.init("init");
  }

  private static void find(
      SavedModelFile file, String name, String asked, DataType keys, DataType values) {
    file.node(
        "LookupTableFindV2",
        name,
        "table " + asked + " otherwise",
        type("Tin", keys),
        type("Tout", values));
  }

  private static void several(SavedModelFile file) {
    file.input("a", DT_FLOAT, -1, 2)
        .input("b", DT_FLOAT, -1, 2)
        .input("count", DT_INT64, -1)
        .output("difference", DT_FLOAT, -1, 2)
        .output("doubled", DT_INT64, -1)
        .output("total", DT_FLOAT, -1, 2)
        .floatNode("Sub", "difference", "a b")
        .node("AddV2", "doubled", "count count", DT_INT64)
        .floatNode("AddV2", "total", "a b");
  }

  private static void linear(SavedModelFile file) {
    file.input("x", DT_FLOAT, -1, 3)
        .output("y", DT_FLOAT, -1, 2)
        .floats("b", new long[] {2}, Weights.LINEAR_BIAS)
        .floatNode("MatMul", "product", "x w")
        .floatNode("AddV2", "y", "product b");
  }

  /** The weights are a variable, whose values are in files of their own. */
  private static void external(SavedModelFile file) {
    file.node(
            "VarHandleOp",
            "variable",
            "",
            type("dtype", DT_FLOAT),
            shape("shape", 3, 2),
            text("shared_name", "w"))
        .node("ReadVariableOp", "w", "variable", type("dtype", DT_FLOAT))
        .node("Placeholder", "place", "", type("dtype", DT_STRING), shape("shape"))
        .texts("names", new long[] {1}, "w")
        .texts("slices", new long[] {1}, "")
        .node("RestoreV2", "values", "place names slices", types("dtypes", DT_FLOAT))
        .node("AssignVariableOp", "assign", "variable values", type("dtype", DT_FLOAT))
        .node("NoOp", "restore", "^assign");
    file.saver("place", "restore");
    linear(file);
  }

  private static void mlp(SavedModelFile file) {
    file.input("x", DT_FLOAT, -1, 4)
        .output("y", DT_FLOAT, -1, 1)
        .floats("w1", new long[] {4, 8}, Weights.HIDDEN)
        .floats("b1", new long[] {8}, Weights.HIDDEN_BIAS)
        .floats("w2", new long[] {8, 1}, Weights.FINAL)
        .floats("b2", new long[] {1}, Weights.FINAL_BIAS)
        .floatNode("MatMul", "product1", "x w1")
        .floatNode("BiasAdd", "hidden", "product1 b1")
        .floatNode("Relu", "active", "hidden")
        .floatNode("MatMul", "product2", "active w2")
        .floatNode("BiasAdd", "score", "product2 b2")
        .floatNode("Sigmoid", "y", "score");
  }

  private static void nonzero(SavedModelFile file) {
    file.input("x", DT_FLOAT, -1)
        .output("places", DT_INT64, 1, -1)
        .integers("turn", new long[] {2}, 1, 0)
        .floatNode("Where", "rows", "x")
        .node("Transpose", "places", "rows turn", type("T", DT_INT64), type("Tperm", DT_INT32));
  }

  private static void gather(SavedModelFile file) {
    file.input("index", DT_INT64, -1)
        .output("y", DT_FLOAT, -1)
        .floats("table", new long[] {3}, Weights.TABLE)
        .integers("axis", SCALAR, 0)
        .node(
            "GatherV2",
            "y",
            "table index axis",
            type("Tparams", DT_FLOAT),
            type("Tindices", DT_INT64),
            type("Taxis", DT_INT32));
  }

  private static void loop(SavedModelFile file) {
    file.function("condition")
        .argument("trips", DT_INT64)
        .argument("trip", DT_INT64)
        .argument("value", DT_FLOAT)
        .result("more", DT_BOOL, "less:z:0")
        .node("Less", "less", "trip trips", DT_INT64);
    file.function("body")
        .argument("trips", DT_INT64)
        .argument("trip", DT_INT64)
        .argument("value", DT_FLOAT)
        .result("same", DT_INT64, "trips")
        .result("next", DT_INT64, "plus:z:0")
        .result("negated", DT_FLOAT, "negative:y:0")
        .number("one", 1)
        .node("AddV2", "plus", "trip one:output:0", DT_INT64)
        .floatNode("Neg", "negative", "value");
    file.input("trips", DT_INT64)
        .input("x", DT_FLOAT, -1)
        .output(SavedModelFile.SERVING, "y", SavedModelFile.info("loop:2", DT_FLOAT, -1))
        .number("zero", 0)
        .node(
            "StatelessWhile",
            "loop",
            "trips zero x",
            types("T", DT_INT64, DT_INT64, DT_FLOAT),
            function("cond", "condition"),
            function("body", "body"),
            on("_lower_using_switch_merge"));
  }
}
