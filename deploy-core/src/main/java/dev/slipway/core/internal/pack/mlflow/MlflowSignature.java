package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.internal.json.PlainJson;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.SignatureCheck;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the signature of {@code MLmodel}: JSON texts in YAML. */
final class MlflowSignature {

  private final KeyReader keys;
  private final Problems problems;
  private final List<String> unsupported = new ArrayList<>();

  MlflowSignature(KeyReader keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  Optional<Signature> read() {
    List<Signature.Field> inputs = fields("inputs", "input");
    List<Signature.Field> outputs = fields("outputs", "output");
    List<Signature.Param> params = new ArrayList<>();
    specs(
        "params",
        spec -> {
          try {
            params.add(MlflowParam.of(spec));
          } catch (MlflowField.Unsupported kind) {
            unsupported.add("param '" + spec.get("name") + "' is of type " + kind.type());
          }
        });
    if (!unsupported.isEmpty()) {
      throw new UnsupportedModelException(
          ErrorCode.UNSUPPORTED_MODEL,
          problems.task()
              + ": "
              + String.join("; ", unsupported)
              + " (use columns of single values, lists of them, or tensors)",
          null);
    }
    return SignatureCheck.build(keys.where(), inputs, outputs, params, problems);
  }

  private List<Signature.Field> fields(String key, String side) {
    List<Signature.Field> fields = new ArrayList<>();
    specs(
        key,
        spec -> {
          try {
            fields.add(MlflowField.of(spec, fields.size()));
          } catch (MlflowField.Unsupported kind) {
            String name = String.valueOf(spec.getOrDefault("name", fields.size()));
            unsupported.add(side + " '" + name + "' is of type " + kind.type());
          }
        });
    named(key, fields);
    return fields;
  }

  /** Names the columns of a side without names by their places, as MLflow does. */
  private void named(String key, List<Signature.Field> fields) {
    long unnamed = fields.stream().filter(field -> field.name().isEmpty()).count();
    if (unnamed == 0) {
      return;
    }
    if (unnamed != fields.size()) {
      keys.problem(key, "names some fields and not others, expected all or none");
      return;
    }
    boolean tensor = fields.get(0).kind() == Signature.Kind.TENSOR;
    if (tensor && fields.size() > 1) {
      keys.problem(key, "has several tensors without names, expected names");
    } else if (!tensor) {
      for (int i = 0; i < fields.size(); i++) {
        fields.set(i, fields.get(i).named(String.valueOf(i)));
      }
    }
  }

  private void specs(String key, Consumer<Map<String, @Nullable Object>> reader) {
    Optional<String> text = keys.text(key);
    if (text.isEmpty()) {
      return;
    }
    try {
      Object parsed = PlainJson.parse(text.get());
      if (!(parsed instanceof List<?> list)) {
        throw new IllegalArgumentException("is no JSON list of fields");
      }
      for (Object spec : list) {
        reader.accept(spec(spec));
      }
    } catch (IllegalArgumentException broken) {
      keys.problem(key, "cannot be read: " + broken.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // PlainJson makes maps with text keys only
  private static Map<String, @Nullable Object> spec(@Nullable Object parsed) {
    if (parsed instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalArgumentException("it has " + parsed + ", expected a JSON object");
  }
}
