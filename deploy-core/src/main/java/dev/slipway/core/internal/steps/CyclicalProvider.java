package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** Makes the step {@code cyclical}. Stateless. */
public final class CyclicalProvider implements StepProvider {

  @Override
  public String type() {
    return "cyclical";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.NUMBERS);
    double[] periods = settings.perColumn("period", columns.size(), NumberRule.POSITIVE);
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      names.add(column + "_sin");
      names.add(column + "_cos");
    }
    List<Signature.Field> outputs =
        StepSettings.fields(settings.into(names), ElementType.FLOAT64, Shape.scalar());
    return settings.sound() ? new Cycles(columns, outputs, periods) : new UnusableStep(outputs);
  }

  private static final class Cycles implements Step {

    private final List<String> inputs;
    private final List<Signature.Field> outputs;
    private final double[] periods;

    private Cycles(List<String> inputs, List<Signature.Field> outputs, double[] periods) {
      this.inputs = inputs;
      this.outputs = outputs;
      this.periods = periods;
    }

    @Override
    public List<String> inputs() {
      return inputs;
    }

    @Override
    public List<Signature.Field> outputs() {
      return outputs;
    }

    @Override
    public Kernel newKernel() {
      return new SinesAndCosines(periods);
    }
  }

  private static final class SinesAndCosines implements Step.Kernel {

    private final double[] periods;
    private final List<NumberColumn> columns = new ArrayList<>();
    private final List<Column> view = Collections.unmodifiableList(columns);

    private SinesAndCosines(double[] periods) {
      this.periods = periods;
      for (int i = 0; i < 2 * periods.length; i++) {
        columns.add(new NumberColumn());
      }
    }

    @Override
    public List<Column> apply(List<Column> inputs, ObjIntConsumer<String> rejections) {
      for (int i = 0; i < periods.length; i++) {
        apply(inputs.get(i), i);
      }
      return view;
    }

    private void apply(Column input, int place) {
      NumberColumn sines = columns.get(2 * place);
      NumberColumn cosines = columns.get(2 * place + 1);
      double period = periods[place];
      sines.load(input);
      cosines.reset(input.rows());
      for (int row = 0; row < input.rows(); row++) {
        double turns = sines.at(row) / period;
        sines.set(row, sine(turns));
        cosines.set(row, cosine(turns));
      }
    }

    /*
     * A turn is cut into quarters before it becomes an angle: the cut is exact, where a multiple of
     * the rounded pi is not, and the angles that are left need no reduction, for which StrictMath
     * allocates on some Java versions.
     */

    private static double angle(double turns, double quarters) {
      // Without quarters the sign of zero stays.
      return (quarters == 0 ? turns : turns - quarters / 4) * (2 * Math.PI);
    }

    private static double sine(double turns) {
      double quarters = Math.rint(turns * 4);
      double angle = angle(turns, quarters);
      return switch ((int) (quarters - 4 * Math.floor(quarters / 4))) {
        case 1 -> StrictMath.cos(angle);
        case 2 -> -StrictMath.sin(angle);
        case 3 -> -StrictMath.cos(angle);
        default -> StrictMath.sin(angle);
      };
    }

    private static double cosine(double turns) {
      double quarters = Math.rint(turns * 4);
      double angle = angle(turns, quarters);
      return switch ((int) (quarters - 4 * Math.floor(quarters / 4))) {
        case 1 -> -StrictMath.sin(angle);
        case 2 -> -StrictMath.cos(angle);
        case 3 -> StrictMath.sin(angle);
        default -> StrictMath.cos(angle);
      };
    }
  }
}
