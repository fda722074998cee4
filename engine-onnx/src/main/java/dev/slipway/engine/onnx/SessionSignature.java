package dev.slipway.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.engine.onnx.OnnxGraph.ZipMap;
import dev.slipway.engine.onnx.OutputShape.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a session. An output of which nobody says how many dimensions it has is
 * taken for one of rows; what a run gives has its own shape.
 */
final class SessionSignature {

  private final Signature signature;
  private final List<List<String>> labels;
  private final List<@Nullable Source[]> sources;

  private SessionSignature(
      Signature signature, List<List<String>> labels, List<@Nullable Source[]> sources) {
    this.signature = signature;
    this.labels = labels;
    this.sources = sources;
  }

  /**
   * Describes a session.
   *
   * @param taken which of its outputs count
   */
  static SessionSignature of(
      String path, OrtSession session, OnnxGraph graph, Predicate<NodeInfo> taken)
      throws OrtException {
    Collection<NodeInfo> inputs = session.getInputInfo().values();
    List<NodeInfo> outputs = session.getOutputInfo().values().stream().filter(taken).toList();
    Signature signature = Signature.of(fields(path, inputs, graph), fields(path, outputs, graph));
    checkShaped(path, inputs, graph);
    List<List<String>> labels = new ArrayList<>();
    List<@Nullable Source[]> sources = new ArrayList<>();
    Map<String, Source> named = namedDimensions(inputs);
    for (NodeInfo output : outputs) {
      labels.add(labels(output.getName(), graph));
      sources.add(sources(dimensionNames(output, graph), named));
    }
    return new SessionSignature(signature, labels, sources);
  }

  private static void checkShaped(String path, Collection<NodeInfo> inputs, OnnxGraph graph) {
    for (NodeInfo input : inputs) {
      if (isUnshaped(input, graph)) {
        throw LoadFailure.unsupported(
            path,
            "input '%s' declares no dimensions, expected at least their number (export it with shapes)"
                .formatted(input.getName()),
            null);
      }
    }
  }

  /** Returns whether neither the graph nor the runtime knows how many dimensions there are. */
  private static boolean isUnshaped(NodeInfo node, OnnxGraph graph) {
    return graph.unshaped().contains(node.getName())
        && ((TensorInfo) node.getInfo()).getShape().length == 0;
  }

  private static String[] dimensionNames(NodeInfo output, OnnxGraph graph) {
    return isUnshaped(output, graph)
        ? new String[] {""}
        : ((TensorInfo) output.getInfo()).getDimensionNames();
  }

  private static List<Signature.Field> fields(
      String path, Collection<NodeInfo> nodes, OnnxGraph graph) {
    List<Signature.Field> fields = new ArrayList<>();
    for (NodeInfo node : nodes) {
      fields.add(field(path, node, graph));
    }
    return fields;
  }

  private static Signature.Field field(String path, NodeInfo node, OnnxGraph graph) {
    ElementType type = elementType(node);
    if (type == null) {
      throw LoadFailure.unsupported(
          path,
          "'%s' is %s, expected a tensor of numbers, booleans or strings"
              .formatted(node.getName(), node.getInfo()),
          null);
    }
    long[] dimensions = ((TensorInfo) node.getInfo()).getShape();
    Shape shape = isUnshaped(node, graph) ? Shape.of(Shape.FREE) : Shape.of(dimensions);
    return Signature.Field.tensor(node.getName(), type, shape);
  }

  /** Returns whether an input or output is a tensor of a type that we have. */
  static boolean isTensor(NodeInfo node) {
    return elementType(node) != null;
  }

  private static @Nullable ElementType elementType(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? OnnxTypes.elementType(tensor.onnxType)
        : null;
  }

  private static List<String> labels(String output, OnnxGraph graph) {
    for (ZipMap zipMap : graph.finalZipMaps()) {
      if (zipMap.output().equals(output)) {
        return zipMap.labels();
      }
    }
    return List.of();
  }

  private static Map<String, Source> namedDimensions(Collection<NodeInfo> inputs) {
    Map<String, Source> named = new HashMap<>();
    int place = 0;
    for (NodeInfo input : inputs) {
      String[] names = ((TensorInfo) input.getInfo()).getDimensionNames();
      for (int axis = 0; axis < names.length; axis++) {
        named.putIfAbsent(names[axis], new Source(place, axis));
      }
      place++;
    }
    named.remove("");
    return named;
  }

  private static @Nullable Source[] sources(String[] names, Map<String, Source> named) {
    @Nullable Source[] sources = new Source[names.length];
    for (int axis = 0; axis < names.length; axis++) {
      sources[axis] = named.get(names[axis]);
    }
    return sources;
  }

  Signature signature() {
    return signature;
  }

  List<String> labels(int output) {
    return labels.get(output);
  }

  /**
   * Returns whether an output is an input under the same name. The runtime then gives the input
   * back and leaves memory that it was to write into as it was.
   */
  boolean isPassedThrough(int output) {
    return signature.inputNames().contains(signature.outputs().get(output).name());
  }

  OutputShape newOutputShape(int output) {
    return new OutputShape(signature.outputs().get(output).shape(), sources.get(output).clone());
  }
}
