package dev.slipway.engine.onnx;

import dev.slipway.engine.onnx.OnnxGraph.Operator;
import dev.slipway.engine.onnx.OnnxGraph.OperatorId;
import dev.slipway.spi.ModelArtefact;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that may be given to the native runtime.
 *
 * @param graph what was read from it
 * @param bytes what the runtime gets
 * @param externalFolder where the runtime finds the values that are in other files, null if none
 */
record CheckedModel(OnnxGraph graph, ByteBuffer bytes, @Nullable Path externalFolder) {

  /** The domains of operators that the runtime itself may have. */
  private static final Set<String> KNOWN_DOMAINS =
      Set.of(
          "",
          "ai.onnx.ml",
          "ai.onnx.training",
          "ai.onnx.preview.training",
          "com.microsoft",
          "com.microsoft.experimental",
          "com.microsoft.nchwc",
          "com.ms.internal.nhwc");

  static CheckedModel of(ModelArtefact artefact) {
    ByteBuffer content = artefact.content().slice();
    try {
      OnnxGraph graph = OnnxGraphReader.read(content);
      checkOperators(artefact.path(), graph);
      Path folder = ExternalFiles.check(artefact, graph.externalData());
      if (graph.finalZipMaps().isEmpty()) {
        return new CheckedModel(graph, content, folder);
      }
      return new CheckedModel(graph, ByteBuffer.wrap(ZipMapRewrite.apply(content, graph)), folder);
    } catch (MalformedModelException e) {
      throw LoadFailure.damaged(artefact.path(), e);
    }
  }

  /**
   * Returns this model with more outputs. Messages that stand twice are merged by who reads them,
   * so a second graph that has outputs only adds them to the first; what types they have is told by
   * the operators.
   *
   * @param results names of what operators of the main graph compute
   */
  CheckedModel withOutputs(Set<String> results) {
    Set<String> added = new LinkedHashSet<>(results);
    added.removeAll(graph.outputs());
    ProtoWriter outputs = new ProtoWriter();
    for (String result : added) {
      outputs.message(Onnx.GRAPH_OUTPUT, new ProtoWriter().string(Onnx.VALUE_NAME, result));
    }
    byte[] second = new ProtoWriter().message(Onnx.MODEL_GRAPH, outputs).toByteArray();
    ByteBuffer both = ByteBuffer.allocateDirect(Math.addExact(bytes.remaining(), second.length));
    both.put(bytes.duplicate()).put(second).flip();
    return new CheckedModel(graph.withUnshaped(added), both, externalFolder);
  }

  private static void checkOperators(String path, OnnxGraph graph) {
    for (Operator operator : graph.operators()) {
      OperatorId id = operator.id();
      if (!KNOWN_DOMAINS.contains(id.domain()) && !graph.functions().contains(id)) {
        String place = operator.node().isEmpty() ? "" : " of node '" + operator.node() + "'";
        throw LoadFailure.unsupported(
            path,
            "operator "
                + id
                + place
                + " is a custom one, expected those of ONNX and ONNX Runtime (custom operators"
                + " are libraries, which no package may bring)",
            null);
      }
    }
  }
}
