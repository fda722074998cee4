package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One column or tensor of a signature, as MLflow's {@code ColSpec} and {@code TensorSpec}. */
final class MlflowField {

  private MlflowField() {}

  /** A type that tables do not have. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String type) {
      super(type);
    }

    String type() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads a field.
   *
   * @return the field; its name is empty if it has none
   * @throws Unsupported if its type is one that tables do not have
   * @throws IllegalArgumentException if it is damaged
   */
  static Signature.Field of(Map<String, @Nullable Object> spec, int place) {
    String name = spec.get("name") == null ? "" : String.valueOf(spec.get("name"));
    String shown = name.isEmpty() ? "field " + place : "'" + name + "'";
    String type = text(spec, "type", shown);
    if (type.equals("tensor")) {
      return tensor(name, spec.get("tensor-spec"), shown);
    }
    Signature.Field field =
        type.equals("array")
            ? array(name, spec.get("items"), shown)
            : Signature.Field.column(name, columnType(type));
    boolean required = required(spec, shown);
    if (!required && name.isEmpty()) {
      throw new IllegalArgumentException(shown + " is optional without a name");
    }
    return required ? field : field.optional();
  }

  private static boolean required(Map<String, @Nullable Object> spec, String shown) {
    Object required = spec.getOrDefault("required", true);
    Object optional = spec.getOrDefault("optional", false);
    if (required instanceof Boolean must && optional instanceof Boolean may) {
      return must && !may;
    }
    throw new IllegalArgumentException(shown + " does not say whether it is required");
  }

  private static Signature.Field array(String name, @Nullable Object items, String shown) {
    if (!(items instanceof Map<?, ?> item) || !(item.get("type") instanceof String type)) {
      throw new IllegalArgumentException(shown + " is an array without the type of its items");
    }
    if (type.equals("array")) {
      throw new Unsupported("array of arrays");
    }
    ElementType element = MlflowTypes.column(type);
    if (element == null) {
      throw new Unsupported("array of " + type);
    }
    return new Signature.Field(
        name, element, Shape.of(Shape.FREE, Shape.FREE), Signature.Kind.COLUMN, true);
  }

  private static Signature.Field tensor(String name, @Nullable Object spec, String shown) {
    if (!(spec instanceof Map<?, ?> info)
        || !(info.get("dtype") instanceof String dtype)
        || !(info.get("shape") instanceof List<?> shape)) {
      throw new IllegalArgumentException(shown + " is a tensor without dtype and shape");
    }
    ElementType type = MlflowTypes.tensor(dtype);
    if (type == null) {
      throw new Unsupported("tensor of " + dtype);
    }
    return Signature.Field.tensor(name, type, shape(shape, shown));
  }

  private static Shape shape(List<?> dimensions, String shown) {
    long[] sizes = new long[dimensions.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      if (!(dimensions.get(axis) instanceof Integer size) || size < Shape.FREE) {
        throw new IllegalArgumentException(
            shown + " has the dimension " + dimensions.get(axis) + ", expected -1 or at least 0");
      }
      sizes[axis] = size;
    }
    return Shape.of(sizes);
  }

  private static ElementType columnType(String type) {
    ElementType known = MlflowTypes.column(type);
    if (known == null) {
      throw new Unsupported(type);
    }
    return known;
  }

  static String text(Map<String, @Nullable Object> spec, String key, String shown) {
    Object value = spec.get(key);
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException(
          shown + " has the " + key + " " + Objects.toString(value) + ", expected a text");
    }
    return text;
  }
}
