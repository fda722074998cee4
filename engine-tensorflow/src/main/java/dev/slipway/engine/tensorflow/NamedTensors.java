package dev.slipway.engine.tensorflow;

import java.util.Map;
import java.util.TreeMap;

/**
 * One of a model's signatures.
 *
 * @param inputs by name, in the order of names
 * @param outputs by name, in the order of names
 */
record NamedTensors(Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs) {

  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  static NamedTensors read(ProtoReader signature) throws MalformedModelException {
    Map<String, TensorSpec> inputs = new TreeMap<>();
    Map<String, TensorSpec> outputs = new TreeMap<>();
    while (signature.next()) {
      if (signature.isBytes(INPUT)) {
        readEntry(signature.message(), inputs);
      } else if (signature.isBytes(OUTPUT)) {
        readEntry(signature.message(), outputs);
      }
    }
    return new NamedTensors(inputs, outputs);
  }

  private static void readEntry(ProtoReader entry, Map<String, TensorSpec> to)
      throws MalformedModelException {
    String name = "";
    TensorSpec tensor = new TensorSpec("", 0, null);
    while (entry.next()) {
      if (entry.isOnce(KEY)) {
        name = entry.string();
      } else if (entry.isOnce(VALUE)) {
        tensor = TensorSpec.read(entry.message());
      }
    }
    to.put(name, tensor);
  }
}
