package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.internal.steps.ArithmeticStep.Operand;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.List;
import java.util.Map;

/** Makes the step {@code arithmetic}. Stateless. */
public final class ArithmeticProvider implements StepProvider {

  @Override
  public String type() {
    return "arithmetic";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    ArithmeticStep.Operation operation =
        settings.requiredChoice("operation", ArithmeticStep.Operation.ADD);
    checkOperands(definition);
    Operand left = operand(settings, "left");
    Operand right = operand(settings, "right");
    double onZero = onZero(definition, operation);
    List<Signature.Field> outputs =
        StepSettings.fields(List.of(definition.text("into")), ElementType.FLOAT64, Shape.scalar());
    return settings.sound()
        ? new ArithmeticStep(left, right, new ArithmeticStep.Rule(operation, onZero), outputs)
        : new UnusableStep(outputs);
  }

  private static void checkOperands(StepDefinition definition) {
    List<String> given =
        List.of("left", "right", "value").stream().filter(definition::has).toList();
    if (given.size() != 2) {
      definition.problem("", "sets " + given + ", expected two of left, right and value");
    }
  }

  private static Operand operand(StepSettings settings, String key) {
    StepDefinition definition = settings.definition();
    if (definition.has(key)) {
      return new Operand(settings.column(key, Accepted.NUMBERS), Double.NaN);
    }
    double value = definition.number("value", 0);
    if (!Double.isFinite(value)) {
      definition.problem("value", "is " + value + ", expected a finite number");
    }
    return new Operand("", value);
  }

  private static double onZero(StepDefinition definition, ArithmeticStep.Operation operation) {
    if (operation == ArithmeticStep.Operation.RATIO) {
      return definition.number("on-zero");
    }
    if (definition.has("on-zero")) {
      definition.problem("on-zero", "has no effect (set operation: ratio)");
    }
    return Double.NaN;
  }
}
