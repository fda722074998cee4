package dev.slipway.engine.tflite;

import java.util.List;

/**
 * An operator of a graph.
 *
 * @param place its number in the graph
 * @param code which operator
 * @param inputs the tensors that it takes, -1 for one left out
 * @param outputs the tensors that it gives
 * @param graphs the other graphs that it runs
 */
record GraphNode(
    int place, Code code, List<Integer> inputs, List<Integer> outputs, List<Integer> graphs) {

  /**
   * An operator as the format names it.
   *
   * @param builtin the number of the format
   * @param custom the name if it is none of the format, else empty
   * @param version the number of its version
   */
  record Code(int builtin, String custom, int version) {

    static final int CUSTOM = 32;

    boolean isCustom() {
      return builtin == CUSTOM;
    }
  }
}
