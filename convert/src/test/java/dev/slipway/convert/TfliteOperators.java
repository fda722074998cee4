package dev.slipway.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SubGraph;

/** Looks into TFLite models. */
final class TfliteOperators {

  private TfliteOperators() {}

  /** Returns how many operators of each code a model's main graph has. */
  static Map<Integer, Integer> count(byte[] bytes) {
    Model model = Model.getRootAsModel(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    SubGraph graph = model.subgraphs(0);
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < graph.operatorsLength(); i++) {
      int code = model.operatorCodes((int) graph.operators(i).opcodeIndex()).builtinCode();
      counts.merge(code, 1, Integer::sum);
    }
    return counts;
  }
}
