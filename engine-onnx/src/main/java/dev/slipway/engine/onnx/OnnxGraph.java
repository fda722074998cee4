package dev.slipway.engine.onnx;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is read from a model's bytes before the native runtime sees them.
 *
 * @param opsets the versions of the operator sets that the model imports, by domain; the default
 *     domain is {@code ""}
 * @param operators every operator, of subgraphs and functions too, in order, each once
 * @param functions the domains and names of functions that the model defines itself
 * @param externalData tensors whose values are in other files
 * @param zipMaps the operators that turn class scores into maps, of the main graph
 * @param outputs the names of the main graph's outputs
 * @param consumed the names of all values that some operator takes
 * @param unshaped the names of the main graph's inputs and outputs that declare no dimensions, not
 *     even how many
 */
record OnnxGraph(
    Map<String, Long> opsets,
    List<Operator> operators,
    Set<OperatorId> functions,
    List<ExternalData> externalData,
    List<ZipMap> zipMaps,
    Set<String> outputs,
    Set<String> consumed,
    Set<String> unshaped) {

  /**
   * What names an operator.
   *
   * @param domain empty for the default domain
   * @param name the type of the operator
   */
  record OperatorId(String domain, String name) {

    /** Returns the name, with the domain before it unless it is the default one. */
    @Override
    public String toString() {
      return domain.isEmpty() ? name : domain + ":" + name;
    }
  }

  /**
   * An operator where it is used first.
   *
   * @param id what it is
   * @param node the name of the node, may be empty
   */
  record Operator(OperatorId id, String node) {}

  /**
   * The place of a tensor's values.
   *
   * @param tensor the name of the tensor
   * @param location the file, as the model says
   * @param offset where it begins there, as the model says, or empty
   * @param length how many bytes it has, as the model says, or empty
   */
  record ExternalData(String tensor, String location, String offset, String length) {}

  /**
   * A map of class labels to scores at the end of a classifier.
   *
   * @param node the name of the node, may be empty
   * @param input the name of the scores
   * @param output the name of the sequence of maps
   * @param labels the classes in the order of the scores
   */
  record ZipMap(String node, String input, String output, List<String> labels) {

    static final OperatorId ID = new OperatorId("ai.onnx.ml", "ZipMap");
  }

  /** Returns the ZipMaps whose maps leave the graph and are used nowhere in it. */
  List<ZipMap> finalZipMaps() {
    return zipMaps.stream()
        .filter(map -> outputs.contains(map.output()) && !consumed.contains(map.output()))
        .toList();
  }

  /** Returns this graph with more outputs that declare no dimensions. */
  OnnxGraph withUnshaped(Set<String> more) {
    Set<String> all = new LinkedHashSet<>(unshaped);
    all.addAll(more);
    return new OnnxGraph(
        opsets, operators, functions, externalData, zipMaps, outputs, consumed, all);
  }
}
