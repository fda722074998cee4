package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the step {@code impute}. Stateless. */
public final class ImputeProvider implements StepProvider {

  @Override
  public String type() {
    return "impute";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.NUMBERS_OR_TEXT);
    List<String> names = settings.into(columns);
    List<Object> values = values(definition, columns);
    Strategy strategy = settings.choice("strategy", Strategy.CONSTANT);
    List<Signature.Field> outputs = new ArrayList<>();
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ElementType type =
          settings.field(columns.get(i)).map(Signature.Field::type).orElse(ElementType.FLOAT64);
      Filling filling = filling(definition, columns.get(i), type, values.get(i));
      checkStrategy(definition, strategy, filling.type);
      outputs.addAll(StepSettings.fields(List.of(names.get(i)), filling.type, Shape.scalar()));
      kernels.add(filling.kernel);
    }
    return settings.sound()
        ? new ColumnwiseStep(columns, outputs, kernels)
        : new UnusableStep(outputs);
  }

  /** Returns a value for each column, or none after a problem. */
  private static List<Object> values(StepDefinition definition, List<String> columns) {
    if (definition.has("value") == definition.has("values")) {
      definition.problem(
          "",
          definition.has("value")
              ? "sets both value and values, expected one of them"
              : "value is required (values for several columns)");
      return List.of();
    }
    boolean forAll = definition.has("value");
    List<Object> values = definition.values(forAll ? "value" : "values");
    int expected = forAll ? 1 : columns.size();
    if (values.size() != expected && !columns.isEmpty()) {
      definition.problem(
          forAll ? "value" : "values", "has " + values.size() + " values, expected " + expected);
      return List.of();
    }
    return forAll ? Collections.nCopies(columns.size(), values.get(0)) : values;
  }

  /** What a column becomes, and what makes it so. */
  private record Filling(ElementType type, Supplier<ColumnKernel> kernel) {}

  private static Filling filling(
      StepDefinition definition, String column, ElementType type, Object value) {
    if (type == ElementType.STRING && value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Filling(type, () -> new ImputeKernels.Texts(bytes));
    }
    if (!type.isVariableLength() && !type.isFloating() && value instanceof Long whole) {
      if (!fits(type, whole)) {
        misfit(definition, column, type, value);
      }
      return new Filling(type, () -> new ImputeKernels.Integers(type, whole));
    }
    if (!type.isVariableLength()
        && value instanceof Number number
        && Double.isFinite(number.doubleValue())) {
      NumberFunction function = new ImputeKernels.Numbers(number.doubleValue());
      return new Filling(ElementType.FLOAT64, () -> new NumberFunction.Kernel(function));
    }
    misfit(definition, column, type, value);
    return new Filling(type, () -> new ImputeKernels.Integers(type, 0));
  }

  private static boolean fits(ElementType type, long value) {
    int bits = type == ElementType.BOOL ? 1 : type.byteWidth() * 8;
    boolean signed = type.isInteger() && !type.isUnsigned();
    long least = signed ? -1L << (bits - 1) : 0;
    long most = signed || bits == 64 ? ~(-1L << (bits == 64 ? 63 : bits - 1)) : ~(-1L << bits);
    return value >= least && value <= most;
  }

  private static void misfit(
      StepDefinition definition, String column, ElementType type, Object value) {
    String key = definition.has("value") ? "value" : "values";
    String expected = type == ElementType.STRING ? "a text" : "a finite number that fits it";
    definition.problem(
        key,
        "has " + value + " for the " + type + " column '" + column + "', expected " + expected);
  }

  private static void checkStrategy(
      StepDefinition definition, Strategy strategy, ElementType type) {
    boolean ofNumbers = strategy == Strategy.MEAN || strategy == Strategy.MEDIAN;
    if (ofNumbers && type == ElementType.STRING) {
      definition.problem(
          "strategy", "is " + StepSettings.kebab(strategy) + " for text, which has none");
    }
  }

  private enum Strategy {
    CONSTANT,
    MEAN,
    MEDIAN,
    MOST_FREQUENT
  }
}
