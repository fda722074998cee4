package dev.slipway.convert.internal.tflite;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.slipway.ElementType;
import dev.slipway.convert.internal.onnx.Dimensions;
import dev.slipway.convert.internal.onnx.Findings;
import dev.slipway.convert.internal.onnx.Node;
import dev.slipway.convert.internal.onnx.OnnxGraph;
import dev.slipway.convert.internal.onnx.Refusal;
import dev.slipway.convert.internal.onnx.TensorReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Converts one graph. Not thread-safe. */
public final class TfliteConversion {

  private final Map<String, List<String>> labels = new LinkedHashMap<>();

  private final OnnxGraph graph;
  private final Findings findings;
  private final TfliteBuilder builder = new TfliteBuilder();
  private final Emitter emitter = new Emitter(builder);
  private final Map<String, Value> values = new HashMap<>();

  /** Inputs in use as tensors, and outputs so far: none of them may be an output once more. */
  private final Set<Integer> taken = new HashSet<>();

  private final Set<String> inputNames = new HashSet<>();

  private TfliteConversion(OnnxGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  /**
   * A TFLite model.
   *
   * @param bytes the file
   * @param labels by output the texts that it answers indexes of
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Result(byte[] bytes, Map<String, List<String>> labels) {}

  /**
   * Converts a graph.
   *
   * @param graph what was read
   * @param findings where what is not supported goes
   * @return the model
   * @throws dev.slipway.SlipwayException with everything that is not supported
   */
  public static Result of(OnnxGraph graph, Findings findings) {
    return new TfliteConversion(graph, findings).convert();
  }

  private Result convert() {
    checkOperators();
    graph.outputs().forEach(output -> builder.reserve(output.getName()));
    int[] inputs = graph.inputs().stream().mapToInt(this::input).toArray();
    graph.constants().forEach((name, tensor) -> constant(name));
    graph.nodes().forEach(this::node);
    findings.throwIfAny();
    int[] outputs = graph.outputs().stream().mapToInt(output -> output(output.getName())).toArray();
    findings.throwIfAny();
    return new Result(builder.bytes(inputs, outputs), labels);
  }

  private void checkOperators() {
    long opset = graph.opset();
    boolean standard = graph.nodes().stream().anyMatch(node -> !node.operator().contains("."));
    if (standard && (opset < OnnxGraph.OLDEST_OPSET || opset > OnnxGraph.NEWEST_OPSET)) {
      findings.unsupported(
          "",
          "has operator set %d, expected %d to %d"
              .formatted(opset, OnnxGraph.OLDEST_OPSET, OnnxGraph.NEWEST_OPSET));
    }
    for (Node node : graph.nodes()) {
      if (!Operators.byName().containsKey(node.operator())) {
        findings.unsupported(node.place(), unknown(node.operator()));
      }
    }
  }

  private static String unknown(String operator) {
    return operator.contains("TreeEnsemble")
        ? "is a tree ensemble, for which TFLite has no operator: it stays with ONNX"
        : "is not supported (docs/conversion.md lists what is)";
  }

  private int input(ValueInfoProto input) {
    String name = input.getName();
    try {
      ElementType type = type(input.getType());
      Dimensions dimensions = dimensions(input.getType());
      int tensor = builder.tensor(name, type, dimensions);
      builder.rename(tensor, name);
      values.put(name, Value.computed(name, type, dimensions).at(tensor));
      taken.add(tensor);
      inputNames.add(name);
      return tensor;
    } catch (Refusal refusal) {
      findings.unsupported("input '" + name + "'", refusal.reason());
      return 0;
    }
  }

  private static ElementType type(TypeProto type) {
    if (!type.hasTensorType()) {
      throw new Refusal("is no tensor");
    }
    ElementType element = TensorReader.type(type.getTensorType().getElemType());
    TfliteBuilder.code(element);
    return element;
  }

  private static Dimensions dimensions(TypeProto type) {
    if (!type.getTensorType().hasShape()) {
      throw new Refusal("has a shape of any rank, expected a known number of axes");
    }
    List<Dimension> declared = type.getTensorType().getShape().getDimList();
    long[] sizes = new long[declared.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      Dimension size = declared.get(axis);
      if (size.hasDimValue() && size.getDimValue() >= 0) {
        sizes[axis] = size.getDimValue();
      } else if (axis == 0) {
        sizes[axis] = -1;
      } else {
        throw new Refusal(
            "has a free axis %d, expected only the first to be free (export it with its size)"
                .formatted(axis));
      }
    }
    return Dimensions.of(sizes);
  }

  private void constant(String name) {
    try {
      values.put(
          name,
          Value.known(
              name, TensorReader.read(Objects.requireNonNull(graph.constants().get(name)))));
    } catch (Refusal refusal) {
      findings.unsupported("constant '" + name + "'", refusal.reason());
    }
  }

  /** Converts a node, unless its operator or something before it was refused. */
  private void node(Node node) {
    Operators.Entry entry = Operators.byName().get(node.operator());
    boolean ready =
        node.inputs().stream().allMatch(input -> input.isEmpty() || values.containsKey(input));
    if (entry == null || !ready) {
      return;
    }
    emitter.name(node.outputs().isEmpty() ? "" : node.outputs().get(0));
    NodeScope scope = new NodeScope(node, values, emitter);
    try {
      if (node.outputs().isEmpty() || node.outputs().get(0).isEmpty()) {
        checkUnused(scope);
      }
      entry.rule().convert(scope);
      node.finish();
    } catch (Refusal refusal) {
      findings.unsupported(node.place(), refusal.reason());
    } catch (ArithmeticException tooLarge) {
      findings.unsupported(node.place(), "has sizes that no tensor can have");
    }
  }

  private static void checkUnused(NodeScope scope) {
    if (!scope.wants(1)) {
      throw new Refusal("gives nothing");
    }
  }

  private int output(String name) {
    Value value = values.get(name);
    if (value == null) {
      findings.unsupported("output '" + name + "'", "is not made");
      return 0;
    }
    try {
      if (value.isConstant()) {
        throw new Refusal("is a constant, expected something that depends on an input");
      }
      emitter.name(name + "/output");
      int tensor = emitter.plain(value);
      if (!taken.add(tensor)) {
        tensor = emitter.reshape(tensor, value.type(), value.dimensions());
        taken.add(tensor);
      }
      builder.rename(tensor, name);
      if (!value.labels().isEmpty()) {
        labels.put(name, value.labels());
      }
      return tensor;
    } catch (Refusal refusal) {
      findings.unsupported("output '" + name + "'", refusal.reason());
      return 0;
    }
  }
}
