package dev.slipway.engine.tflite;

import java.util.List;

/**
 * One of a model's graphs.
 *
 * @param tensors all that its operators, inputs and outputs name by place
 * @param inputs places of tensors
 * @param outputs places of tensors
 * @param nodes in the order in which they run
 */
record Graph(
    List<GraphTensor> tensors, List<Integer> inputs, List<Integer> outputs, List<GraphNode> nodes) {

  /** Returns where a node is, as people find it: it has no name, but what it gives may have one. */
  String place(GraphNode node) {
    String given =
        node.outputs().stream()
            .filter(place -> place >= 0 && place < tensors.size())
            .map(place -> tensors.get(place).name())
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    return given.isEmpty()
        ? "node " + node.place()
        : "node %d ('%s')".formatted(node.place(), given);
  }
}
