package dev.slipway.engine.tensorflow;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers of a model call: one of its signatures.
 *
 * @param key its name in the model
 * @param tensors what the model says of it
 * @param signature what callers see, inputs and outputs in the order of their names
 */
record EntryPoint(String key, NamedTensors tensors, Signature signature) {

  private static final String USUAL = "serving_default";

  /**
   * Chooses a signature and checks that callers can be given it.
   *
   * @param wanted the name of a signature, null for the only or usual one
   */
  static EntryPoint of(String path, ModelGraph graph, @Nullable String wanted) {
    String key = key(path, graph.signatures(), wanted);
    NamedTensors tensors =
        graph.signatures().getOrDefault(key, new NamedTensors(Map.of(), Map.of()));
    List<String> problems = new ArrayList<>();
    List<Signature.Field> inputs = fields("input", tensors.inputs(), problems);
    List<Signature.Field> outputs = fields("output", tensors.outputs(), problems);
    if (outputs.isEmpty() && problems.isEmpty()) {
      problems.add("it has no output");
    }
    if (!problems.isEmpty()) {
      throw LoadFailure.unsupported(
          path, "signature '%s': %s".formatted(key, String.join("; ", problems)));
    }
    return new EntryPoint(key, tensors, Signature.of(inputs, outputs));
  }

  private static String key(
      String path, Map<String, NamedTensors> signatures, @Nullable String wanted) {
    String keys = String.join(", ", signatures.keySet());
    if (signatures.isEmpty()) {
      throw LoadFailure.unsupported(path, "it has no signature (export it with one)");
    }
    if (wanted != null && !signatures.containsKey(wanted)) {
      throw LoadFailure.failed(
          path,
          "there is no signature '%s', expected one of %s (did you mean '%s'?)"
              .formatted(wanted, keys, NearestName.of(wanted, signatures.keySet())),
          null);
    }
    if (wanted != null) {
      return wanted;
    }
    if (signatures.size() == 1) {
      return signatures.keySet().iterator().next();
    }
    if (!signatures.containsKey(USUAL)) {
      throw LoadFailure.failed(
          path,
          "it has the signatures %s, expected one named %s (choose one with the setting '%s')"
              .formatted(keys, USUAL, Settings.SIGNATURE),
          null);
    }
    return USUAL;
  }

  private static List<Signature.Field> fields(
      String side, Map<String, TensorSpec> tensors, List<String> problems) {
    List<Signature.Field> fields = new ArrayList<>();
    tensors.forEach(
        (name, spec) -> {
          Shape shape = spec.shape();
          Optional<ElementType> type = TensorTypes.of(spec.type());
          if (spec.name().isEmpty() || spec.place() < 0) {
            problems.add("%s '%s' is no plain tensor".formatted(side, name));
          } else if (type.isEmpty()) {
            problems.add("%s '%s' is %s".formatted(side, name, TensorTypes.name(spec.type())));
          } else if (shape == null) {
            problems.add("%s '%s' has an unknown number of dimensions".formatted(side, name));
          } else {
            fields.add(Signature.Field.tensor(name, type.get(), shape));
          }
        });
    return fields;
  }
}
