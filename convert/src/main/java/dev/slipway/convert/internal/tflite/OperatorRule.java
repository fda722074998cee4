package dev.slipway.convert.internal.tflite;

/** Converts nodes of one operator. Stateless. */
@FunctionalInterface
interface OperatorRule {

  /**
   * Converts a node.
   *
   * @throws dev.slipway.convert.internal.onnx.Refusal if it cannot be converted
   */
  void convert(NodeScope node);
}
