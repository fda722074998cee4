package dev.slipway.core.internal.pack.write;

import dev.slipway.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a signature as it stands in {@code slipway.yaml}. */
final class StatedSignature {

  private StatedSignature() {}

  /** Returns the value of the key in one line; params are not written. */
  static String line(List<Signature.Field> inputs, List<Signature.Field> outputs) {
    List<String> sides = new ArrayList<>();
    sides.add("inputs: " + fields(inputs));
    if (!outputs.isEmpty()) {
      sides.add("outputs: " + fields(outputs));
    }
    return "{" + String.join(", ", sides) + "}";
  }

  private static String fields(List<Signature.Field> fields) {
    // A side has one kind of fields: a column of one value a row is also a tensor of one axis.
    boolean tensors = fields.stream().anyMatch(field -> field.kind() == Signature.Kind.TENSOR);
    return fields.stream()
        .map(field -> field(field, tensors))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String field(Signature.Field field, boolean tensor) {
    StringBuilder text = new StringBuilder("{name: ").append(StatedVariant.quoted(field.name()));
    text.append(", type: ").append(field.type().name().toLowerCase(Locale.ROOT));
    if (tensor) {
      text.append(", shape: ").append(Arrays.toString(field.shape().toArray()));
    } else if (!field.required()) {
      text.append(", required: false");
    }
    return text.append('}').toString();
  }
}
