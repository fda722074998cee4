package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Makes the step {@code bucketise}. Stateless. */
public final class BucketiseProvider implements StepProvider {

  @Override
  public String type() {
    return "bucketise";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.NUMBERS);
    double[] boundaries = boundaries(settings);
    CodeOutput output = settings.choice("output", CodeOutput.CODE);
    Missing missing = settings.choice("missing", Missing.ERROR);
    Buckets buckets = new Buckets(boundaries, missing == Missing.BUCKET);
    List<String> names = settings.into(StepSettings.suffixed(columns, "_bucket"));
    List<Signature.Field> outputs = output.fields(names, buckets.count());
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (String column : columns) {
      kernels.add(() -> new Kernel(column, buckets, output.newCodes(buckets.count())));
    }
    return new ColumnwiseStep(columns, outputs, kernels);
  }

  private static double[] boundaries(StepSettings settings) {
    double[] boundaries = settings.numbers("boundaries", NumberRule.FINITE);
    StepDefinition definition = settings.definition();
    if (boundaries.length == 0 && definition.has("boundaries")) {
      definition.problem("boundaries", "is empty, expected at least one number");
    }
    for (int i = 1; i < boundaries.length; i++) {
      if (boundaries[i] <= boundaries[i - 1]) {
        String pair = boundaries[i - 1] + " before " + boundaries[i];
        definition.problem("boundaries", "has " + pair + ", expected ascending numbers");
      }
    }
    return boundaries;
  }

  private enum Missing {
    ERROR,
    BUCKET
  }

  /** The intervals of a step. */
  private static final class Buckets {

    private final double[] boundaries;
    private final boolean missingHasOne;

    private Buckets(double[] boundaries, boolean missingHasOne) {
      this.boundaries = boundaries;
      this.missingHasOne = missingHasOne;
    }

    private int count() {
      return boundaries.length + (missingHasOne ? 2 : 1);
    }

    /** Returns how many boundaries are less than or equal to a number. */
    private int of(double value) {
      int least = 0;
      int most = boundaries.length;
      while (least < most) {
        int middle = (least + most) >>> 1;
        if (boundaries[middle] <= value) {
          least = middle + 1;
        } else {
          most = middle;
        }
      }
      return least;
    }
  }

  private static final class Kernel implements ColumnKernel {

    private final String name;
    private final Buckets buckets;
    private final CodeOutput.Codes output;
    private final NumberColumn values = new NumberColumn();

    private Kernel(String name, Buckets buckets, CodeOutput.Codes output) {
      this.name = name;
      this.buckets = buckets;
      this.output = output;
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      values.load(input);
      int[] codes = output.reset(values.rows());
      for (int row = 0; row < values.rows(); row++) {
        double value = values.at(row);
        if (!Double.isNaN(value)) {
          codes[row] = buckets.of(value);
        } else {
          codes[row] = buckets.count() - 1;
          if (!buckets.missingHasOne) {
            rejections.accept(Refusal.message(name, input, row, "a number"), row);
          }
        }
      }
      return output.column();
    }
  }
}
