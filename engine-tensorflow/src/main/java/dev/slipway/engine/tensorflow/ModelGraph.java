package dev.slipway.engine.tensorflow;

import java.util.List;
import java.util.Map;

/**
 * One graph of a SavedModel, with what the runtime does with it.
 *
 * @param tags what the graph is for
 * @param nodes of the main graph, by name
 * @param functions of its library, by name
 * @param signatures by key, in the order of keys
 * @param restore the node that reads the variables, empty if there is none
 * @param place the tensor that is fed with the variables' place
 * @param init nodes that run when the model is loaded
 * @param assets files that nodes are fed with the paths of
 */
record ModelGraph(
    List<String> tags,
    Map<String, GraphNode> nodes,
    Map<String, GraphFunction> functions,
    Map<String, NamedTensors> signatures,
    String restore,
    String place,
    List<String> init,
    List<String> assets) {}
