package dev.slipway.core.internal.pack.manifest;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.internal.pack.ParamValues;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.SignatureCheck;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.core.internal.pack.yaml.YamlNode;
import dev.slipway.spi.NearestWord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code signature} as {@code slipway.yaml} writes it. */
final class SignatureReader {

  /** MLflow's words, for those who come from there. */
  private static final Map<String, String> MLFLOW =
      Map.of(
          "boolean", "bool", "integer", "int32", "long", "int64", "float", "float32", "double",
          "float64");

  private final Problems problems;

  SignatureReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Signature> read(KeyReader keys) {
    keys.missing("inputs", "a list of fields");
    List<Signature.Field> inputs = fields(keys, "inputs");
    List<Signature.Field> outputs = fields(keys, "outputs");
    List<Signature.Param> params = new ArrayList<>();
    for (KeyReader param : keys.mappings("params").orElse(List.of())) {
      param(param).ifPresent(params::add);
      param.finish();
    }
    keys.finish();
    return SignatureCheck.build(keys.where(), inputs, outputs, params, problems);
  }

  private List<Signature.Field> fields(KeyReader keys, String side) {
    List<Signature.Field> fields = new ArrayList<>();
    for (KeyReader field : keys.mappings(side).orElse(List.of())) {
      field(field, side.equals("inputs")).ifPresent(fields::add);
      field.finish();
    }
    return fields;
  }

  private static Optional<Signature.Field> field(KeyReader field, boolean input) {
    Optional<String> name = name(field);
    Optional<ElementType> type = type(field);
    Optional<Shape> shape = shape(field);
    boolean required = !input || field.flag("required").orElse(true);
    if (shape.isPresent() && !required) {
      field.problem("required", "is false for a tensor, expected it for columns only");
    }
    if (name.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    Signature.Field column = Signature.Field.column(name.get(), type.get());
    if (shape.isPresent()) {
      return Optional.of(Signature.Field.tensor(name.get(), type.get(), shape.get()));
    }
    return Optional.of(required ? column : column.optional());
  }

  private static Optional<String> name(KeyReader keys) {
    keys.missing("name", "a name");
    Optional<String> name = keys.text("name");
    if (name.isPresent() && name.get().isEmpty()) {
      keys.problem("name", "is empty, expected a name");
      return Optional.empty();
    }
    return name;
  }

  private static Optional<ElementType> type(KeyReader keys) {
    keys.missing("type", "an element type such as float32");
    Optional<String> word = keys.text("type");
    List<String> known =
        Arrays.stream(ElementType.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();
    if (word.isPresent() && !known.contains(word.get())) {
      String nearest =
          Optional.ofNullable(MLFLOW.get(word.get()))
              .orElseGet(() -> NearestWord.of(word.get(), known).orElse(""));
      keys.problem("type", "is '" + word.get() + "', nearest is '" + nearest + "'");
      return Optional.empty();
    }
    return word.map(name -> ElementType.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  private static Optional<Shape> shape(KeyReader keys) {
    Optional<YamlNode> node = keys.value("shape");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<Shape> shape = Optional.empty();
    if (node.get() instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
      shape = dimensions(sequence.items());
    }
    if (shape.isEmpty()) {
      keys.problem("shape", "is not a list of dimensions, expected one as [-1, 4], -1 for free");
    }
    return shape;
  }

  private static Optional<Shape> dimensions(List<YamlNode> items) {
    long[] dimensions = new long[items.size()];
    for (int axis = 0; axis < dimensions.length; axis++) {
      boolean integer =
          items.get(axis) instanceof YamlNode.Scalar scalar
              && scalar.value() instanceof BigInteger exact
              && exact.bitLength() <= 31
              && exact.intValue() >= -1;
      if (!integer) {
        return Optional.empty();
      }
      dimensions[axis] = Long.parseLong(((YamlNode.Scalar) items.get(axis)).text());
    }
    return Optional.of(Shape.of(dimensions));
  }

  private Optional<Signature.Param> param(KeyReader keys) {
    Optional<String> name = name(keys);
    Optional<ElementType> type = type(keys);
    keys.missing("default", "a value that counts where a call gives none");
    Optional<Object> plain = keys.plainValue("default");
    if (name.isEmpty() || type.isEmpty() || plain.isEmpty()) {
      return Optional.empty();
    }
    Shape shape = plain.get() instanceof List ? Shape.of(Shape.FREE) : Shape.scalar();
    try {
      Object value = ParamValues.of(type.get(), plain.get());
      return Optional.of(new Signature.Param(name.get(), type.get(), shape, value));
    } catch (IllegalArgumentException misfit) {
      keys.problem("default", String.valueOf(misfit.getMessage()));
      return Optional.empty();
    }
  }
}
