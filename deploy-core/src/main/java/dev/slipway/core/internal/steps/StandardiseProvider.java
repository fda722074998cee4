package dev.slipway.core.internal.steps;

import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.Map;

/** Makes the step {@code standardise}. Stateless. */
public final class StandardiseProvider implements StepProvider {

  @Override
  public String type() {
    return "standardise";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> columns) {
    StepSettings settings = new StepSettings(definition, columns);
    return NumberFunction.step(
        settings,
        count -> {
          double[] mean = settings.perColumn("mean", count, NumberRule.FINITE);
          double[] scale = settings.perColumn("scale", count, NumberRule.NOT_NEGATIVE);
          return i -> new Standardise(mean[i], scale[i] == 0 ? 1 : scale[i]);
        });
  }

  private record Standardise(double mean, double scale) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        values.set(row, (values.at(row) - mean) / scale);
      }
    }
  }
}
