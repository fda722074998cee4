package dev.slipway.core.internal.pack.mlflow;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.internal.pack.ParamValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One parameter of a signature, as MLflow's {@code ParamSpec}. */
final class MlflowParam {

  private MlflowParam() {}

  /**
   * Reads a parameter.
   *
   * @throws IllegalArgumentException if it is damaged or its default does not fit its type
   */
  static Signature.Param of(Map<String, @Nullable Object> spec) {
    String name = MlflowField.text(spec, "name", "a param");
    String shown = "param '" + name + "'";
    String typeKey = spec.containsKey("type") ? "type" : "dtype";
    String typeName = MlflowField.text(spec, typeKey, shown);
    ElementType type = MlflowTypes.column(typeName);
    if (type == null || type == ElementType.BINARY) {
      throw new MlflowField.Unsupported(typeName);
    }
    Object plain = spec.get("default");
    boolean list = spec.get("shape") instanceof List;
    if (plain != null && list != plain instanceof List) {
      throw new IllegalArgumentException(shown + " has a default that is not of its shape");
    }
    try {
      Object value = plain == null ? null : ParamValues.of(type, plain);
      Shape shape = list ? Shape.of(Shape.FREE) : Shape.scalar();
      return new Signature.Param(name, type, shape, value);
    } catch (IllegalArgumentException misfit) {
      throw new IllegalArgumentException(shown + ": default " + misfit.getMessage(), misfit);
    }
  }
}
