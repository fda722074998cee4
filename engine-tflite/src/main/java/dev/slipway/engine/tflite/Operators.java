package dev.slipway.engine.tflite;

import java.util.HashSet;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.TfLiteRegistration;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** Looks for operators of a model that the native library does not have. */
final class Operators {

  private static final int MOST_VERSIONS = 32;
  private static final String FLEX = "Flex";

  private Operators() {}

  /**
   * Refuses a model with an operator that the library lacks.
   *
   * @throws dev.slipway.UnsupportedModelException that names the operator and the first node of it
   */
  static void check(String path, ModelGraph model) {
    Set<GraphNode.Code> found = new HashSet<>();
    try (BuiltinOpResolver library = new BuiltinOpResolver()) {
      for (Graph graph : model.graphs()) {
        for (GraphNode node : graph.nodes()) {
          if (found.add(node.code())) {
            check(path, graph, node, library);
          }
        }
      }
    }
  }

  private static void check(String path, Graph graph, GraphNode node, BuiltinOpResolver library) {
    GraphNode.Code code = node.code();
    if (code.isCustom()) {
      if (Pointer.isNull(library.FindOp(code.custom(), code.version()))) {
        throw LoadFailure.unsupported(path, custom(code.custom(), graph.place(node)));
      }
    } else if (Pointer.isNull(library.FindOp(code.builtin(), code.version()))) {
      throw LoadFailure.unsupported(
          path,
          "operator %s in version %d of %s is not in this TensorFlow Lite%s"
              .formatted(
                  name(code.builtin(), library),
                  code.version(),
                  graph.place(node),
                  versions(code.builtin(), library)));
    }
  }

  private static String custom(String name, String place) {
    return name.startsWith(FLEX)
        ? "operator %s of %s is one of TensorFlow's, expected those of TensorFlow Lite (convert it without SELECT_TF_OPS)"
            .formatted(name.substring(FLEX.length()), place)
        : "operator '%s' of %s is a custom one, expected those of TensorFlow Lite (custom operators are libraries, which no package may bring)"
            .formatted(name, place);
  }

  private static String name(int builtin, BuiltinOpResolver library) {
    for (int version = 1; version <= MOST_VERSIONS; version++) {
      TfLiteRegistration registration = library.FindOp(builtin, version);
      if (!Pointer.isNull(registration)) {
        return tensorflowlite.GetOpNameByRegistration(registration);
      }
    }
    return Integer.toString(builtin);
  }

  private static String versions(int builtin, BuiltinOpResolver library) {
    int newest = 0;
    for (int version = 1; version <= MOST_VERSIONS; version++) {
      if (!Pointer.isNull(library.FindOp(builtin, version))) {
        newest = version;
      }
    }
    return newest == 0 ? "" : ", expected at most version " + newest;
  }
}
