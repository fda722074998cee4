package dev.slipway.core.internal.steps;

import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.Map;
import java.util.function.IntFunction;

/** Makes the step {@code min-max}. Stateless. */
public final class MinMaxProvider implements StepProvider {

  /** Extremes that are nearer to each other than this count as one apart, as in scikit-learn. */
  private static final double CONSTANT = 10 * Math.ulp(1.0);

  @Override
  public String type() {
    return "min-max";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    return NumberFunction.step(settings, columns -> functions(settings, columns));
  }

  private static IntFunction<NumberFunction> functions(StepSettings settings, int columns) {
    double[] min = settings.perColumn("min", columns, NumberRule.FINITE);
    double[] max = settings.perColumn("max", columns, NumberRule.FINITE);
    settings.checkAscending(min, max);
    double[] range = range(settings);
    boolean clip = settings.choice("outside", Outside.KEEP) == Outside.CLIP;
    return i -> {
      double apart = max[i] - min[i] < CONSTANT ? 1 : max[i] - min[i];
      double scale = (range[1] - range[0]) / apart;
      NumberFunction mapped = new Mapped(scale, range[0] - min[i] * scale);
      NumberFunction clipped = new ClipProvider.Clip(range[0], range[1]);
      return clip ? new Both(mapped, clipped) : mapped;
    };
  }

  private static double[] range(StepSettings settings) {
    double[] unit = {0, 1};
    StepDefinition definition = settings.definition();
    if (!definition.has("range")) {
      return unit;
    }
    double[] range = settings.numbers("range", NumberRule.FINITE);
    if (range.length == 2 && range[0] < range[1]) {
      return range;
    }
    definition.problem(
        "range", "is " + definition.numbers("range") + ", expected two ascending numbers");
    return unit;
  }

  private enum Outside {
    KEEP,
    CLIP
  }

  private record Mapped(double scale, double offset) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        values.set(row, values.at(row) * scale + offset);
      }
    }
  }

  private record Both(NumberFunction first, NumberFunction second) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      first.apply(values);
      second.apply(values);
    }
  }
}
