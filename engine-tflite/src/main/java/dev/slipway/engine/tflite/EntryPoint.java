package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Signature;
import dev.slipway.engine.tflite.ModelGraph.SignatureDef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What callers of a model call: one of its signatures, or its main graph if it has none.
 *
 * @param key the signature's name, null for the main graph without one
 * @param graph the place of the graph
 * @param inputs in the order of the graph
 * @param outputs likewise
 */
record EntryPoint(@Nullable String key, int graph, List<Port> inputs, List<Port> outputs) {

  private static final String USUAL = "serving_default";

  /**
   * An input or output.
   *
   * @param name what callers call it
   * @param place among the graph's inputs or outputs
   * @param tensor what the model says of it
   * @param field what callers see of it
   * @param quantisation what turns the callers' numbers into the model's, null if they are the same
   */
  record Port(
      String name,
      int place,
      GraphTensor tensor,
      Signature.Field field,
      @Nullable Quantisation quantisation) {}

  /** Whether callers see the numbers that integers stand for, or the integers. */
  enum Numbers {
    REAL,
    RAW
  }

  /**
   * Finds what is called.
   *
   * @param wanted the name of a signature, null for the only or usual one
   */
  static EntryPoint of(String path, ModelGraph model, @Nullable String wanted, Numbers numbers)
      throws MalformedModelException {
    SignatureDef chosen = chosen(path, model.signatures(), wanted);
    int place = chosen == null ? 0 : chosen.graph();
    Graph graph = model.graphs().get(place);
    List<Port> inputs =
        ports(path, graph, graph.inputs(), chosen == null ? null : chosen.inputs(), numbers);
    List<Port> outputs =
        ports(path, graph, graph.outputs(), chosen == null ? null : chosen.outputs(), numbers);
    if (inputs.size() != graph.inputs().size()) {
      throw new MalformedModelException(
          "its signature names %d of %d inputs".formatted(inputs.size(), graph.inputs().size()));
    }
    return new EntryPoint(chosen == null ? null : chosen.key(), place, inputs, outputs);
  }

  private static @Nullable SignatureDef chosen(
      String path, List<SignatureDef> signatures, @Nullable String wanted) {
    if (wanted == null && signatures.size() <= 1) {
      return signatures.isEmpty() ? null : signatures.get(0);
    }
    String key = wanted == null ? USUAL : wanted;
    for (SignatureDef signature : signatures) {
      if (signature.key().equals(key)) {
        return signature;
      }
    }
    String keys = signatures.stream().map(SignatureDef::key).collect(Collectors.joining(", "));
    throw LoadFailure.failed(
        path,
        "it has no signature '%s', expected one of %s (choose it with the setting %s)"
            .formatted(key, keys.isEmpty() ? "none" : keys, Settings.SIGNATURE),
        null);
  }

  private static List<Port> ports(
      String path,
      Graph graph,
      List<Integer> places,
      @Nullable Map<String, Integer> named,
      Numbers numbers)
      throws MalformedModelException {
    List<Port> ports = new ArrayList<>();
    if (named == null) {
      Set<String> names = new LinkedHashSet<>();
      for (int i = 0; i < places.size(); i++) {
        String name = graph.tensors().get(places.get(i)).name();
        names.add(name);
        ports.add(port(path, name, i, graph.tensors().get(places.get(i)), numbers));
      }
      checkNames(path, names, places.size());
      return ports;
    }
    for (Map.Entry<String, Integer> entry : named.entrySet()) {
      int place = places.indexOf(entry.getValue());
      if (place < 0) {
        throw new MalformedModelException(
            "its signature has '%s' for a tensor that is neither input nor output"
                .formatted(entry.getKey()));
      }
      GraphTensor tensor = graph.tensors().get(entry.getValue());
      ports.add(port(path, entry.getKey(), place, tensor, numbers));
    }
    ports.sort(Comparator.comparingInt(Port::place));
    return ports;
  }

  private static void checkNames(String path, Set<String> names, int count) {
    if (names.size() != count || names.contains("")) {
      throw LoadFailure.unsupported(
          path,
          "its inputs or outputs are named %s, expected names that are distinct and not empty (export it with a signature)"
              .formatted(names));
    }
  }

  private static Port port(
      String path, String name, int place, GraphTensor tensor, Numbers numbers) {
    ElementType type = tensor.elementType();
    if (type == null) {
      throw LoadFailure.unsupported(
          path,
          "'%s' is of the type %s, expected numbers of whole bytes, booleans or texts"
              .formatted(name, TfliteTypes.name(tensor.type())));
    }
    boolean real =
        numbers == Numbers.REAL && tensor.quantisation() != null && TfliteTypes.isQuantisable(type);
    Signature.Field field =
        Signature.Field.tensor(name, real ? ElementType.FLOAT32 : type, tensor.shape());
    return new Port(name, place, tensor, field, real ? tensor.quantisation() : null);
  }

  Signature signature() {
    return Signature.of(
        inputs.stream().map(Port::field).toList(), outputs.stream().map(Port::field).toList());
  }
}
