package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a node because native code takes it for granted: each rule is for a model that
 * ended the process.
 */
final class NodeCheck {

  private static final int SPLIT = 49;
  private static final int SPLIT_V = 102;
  private static final int UNPACK = 88;
  private static final int STRIDED_SLICE = 45;
  private static final int SLICE = 65;
  private static final int BATCH_MATMUL = 126;
  private static final int MATRIX_DIAGONAL = 113;
  private static final int MATRIX_SET_DIAGONAL = 115;
  private static final int ASSIGN_VARIABLE = 144;

  /** The operators whose nodes are read beyond the inputs that they have. */
  private static final Map<Integer, Integer> LEAST_INPUTS =
      Map.ofEntries(
          Map.entry(SPLIT, 2),
          Map.entry(SPLIT_V, 3),
          Map.entry(STRIDED_SLICE, 4),
          Map.entry(SLICE, 3),
          Map.entry(BATCH_MATMUL, 2),
          Map.entry(ASSIGN_VARIABLE, 2));

  /** The operators with inputs that may be left out: layers with a bias, and recurrent ones. */
  private static final Set<Integer> WITH_OPTIONAL_INPUTS =
      Set.of(3, 4, 9, 16, 24, 27, GraphNode.Code.CUSTOM, 35, 44, 46, 52, 67, 132, 141);

  /**
   * The operators that end the process if their integers stand for nothing: sums, differences,
   * comparisons, logarithms and roots.
   */
  private static final Set<Integer> ONLY_QUANTISED =
      Set.of(0, 41, 58, 61, 62, 63, 71, 72, 73, 75, 76, 99);

  private NodeCheck() {}

  static void check(Graph graph, GraphNode node) throws MalformedModelException {
    int operator = node.code().builtin();
    int least = LEAST_INPUTS.getOrDefault(operator, 0);
    if (node.inputs().size() < least) {
      throw malformed(
          graph, node, "takes %d inputs, expected %d".formatted(node.inputs().size(), least));
    }
    if (node.inputs().contains(-1) && !WITH_OPTIONAL_INPUTS.contains(operator)) {
      throw malformed(graph, node, "leaves an input out that it needs");
    }
    if (ONLY_QUANTISED.contains(operator)) {
      checkQuantised(graph, node);
    }
    if (operator == MATRIX_DIAGONAL || operator == MATRIX_SET_DIAGONAL) {
      checkNotBoolean(graph, node);
    }
  }

  private static void checkQuantised(Graph graph, GraphNode node) throws MalformedModelException {
    for (int place : node.inputs()) {
      GraphTensor tensor = graph.tensors().get(place);
      ElementType type = tensor.elementType();
      if (TfliteTypes.isQuantisable(type) && tensor.quantisation() == null) {
        throw malformed(
            graph,
            node,
            "takes %s '%s' without one scale and one zero point".formatted(type, tensor.name()));
      }
    }
  }

  /** The library writes a diagonal of booleans beyond the end of its matrix. */
  private static void checkNotBoolean(Graph graph, GraphNode node) throws MalformedModelException {
    for (int place : node.inputs()) {
      if (graph.tensors().get(place).elementType() == ElementType.BOOL) {
        throw malformed(graph, node, "makes a diagonal of booleans, expected numbers");
      }
    }
  }

  /**
   * Checks that an operator that gives parts gives as many as it says.
   *
   * @param options the operator's, null if it has none
   */
  static void checkParts(int operator, @Nullable FlatTable options, int outputs)
      throws MalformedModelException {
    if (operator == SPLIT || operator == SPLIT_V || operator == UNPACK) {
      int parts = options == null ? 0 : options.int32(0, 0);
      if (parts != outputs || parts == 0) {
        throw new MalformedModelException(
            "an operator gives %d parts to %d tensors".formatted(parts, outputs));
      }
    }
  }

  private static MalformedModelException malformed(Graph graph, GraphNode node, String fact) {
    return new MalformedModelException(graph.place(node) + " " + fact);
  }
}
