package dev.slipway.core.internal.steps;

import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.Map;

/** Makes the step {@code log1p}. Stateless. */
public final class Log1pProvider implements StepProvider {

  @Override
  public String type() {
    return "log1p";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    return NumberFunction.step(settings, columns -> i -> Log1pProvider::apply);
  }

  private static void apply(NumberColumn values) {
    for (int row = 0; row < values.rows(); row++) {
      values.set(row, StrictMath.log1p(values.at(row)));
    }
  }
}
