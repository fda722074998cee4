package dev.slipway.core.internal.steps;

import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.Arrays;
import java.util.Map;

/** Makes the step {@code clip}. Stateless. */
public final class ClipProvider implements StepProvider {

  @Override
  public String type() {
    return "clip";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> columns) {
    StepSettings settings = new StepSettings(definition, columns);
    return NumberFunction.step(
        settings,
        count -> {
          if (!definition.has("min") && !definition.has("max")) {
            definition.problem("", "sets neither min nor max, expected at least one of them");
          }
          double[] min = bound(settings, "min", count, Double.NEGATIVE_INFINITY);
          double[] max = bound(settings, "max", count, Double.POSITIVE_INFINITY);
          settings.checkAscending(min, max);
          return i -> new Clip(min[i], max[i]);
        });
  }

  private static double[] bound(
      StepSettings settings, String key, int columns, double defaultValue) {
    if (settings.definition().has(key)) {
      return settings.perColumn(key, columns, NumberRule.NOT_NAN);
    }
    double[] bounds = new double[columns];
    Arrays.fill(bounds, defaultValue);
    return bounds;
  }

  record Clip(double min, double max) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        double value = values.at(row);
        double raised = value < min ? min : value;
        values.set(row, raised > max ? max : raised);
      }
    }
  }
}
