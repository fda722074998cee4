package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * What is read of a model before the native library sees it.
 *
 * @param graphs the first is the main one
 * @param signatures may be none
 * @param metadata bytes by the names that tools know
 */
record ModelGraph(
    List<Graph> graphs, List<SignatureDef> signatures, Map<String, ByteBuffer> metadata) {

  /**
   * A way of calling a model.
   *
   * @param key its name
   * @param graph the place of the graph that it calls
   * @param inputs tensors by the names that callers use
   * @param outputs likewise
   */
  record SignatureDef(
      String key, int graph, Map<String, Integer> inputs, Map<String, Integer> outputs) {}

  /** Returns whether calls leave something behind that the next call would find. */
  boolean keepsState() {
    return graphs.stream()
        .flatMap(graph -> graph.tensors().stream())
        .anyMatch(GraphTensor::variable);
  }
}
