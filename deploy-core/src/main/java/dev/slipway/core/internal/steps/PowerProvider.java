package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import dev.slipway.spi.StepDefinition;
import dev.slipway.spi.StepProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Makes the step {@code power}. Stateless. */
public final class PowerProvider implements StepProvider {

  @Override
  public String type() {
    return "power";
  }

  @Override
  public Step create(StepDefinition definition, Map<String, Signature.Field> before) {
    StepSettings settings = new StepSettings(definition, before);
    List<String> columns = settings.columns(Accepted.NUMBERS);
    Method method = settings.choice("method", Method.YEO_JOHNSON);
    double[] lambda = settings.perColumn("lambda", columns.size(), NumberRule.FINITE);
    List<Signature.Field> outputs =
        StepSettings.fields(settings.into(columns), ElementType.FLOAT64, Shape.scalar());
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      kernels.add(kernel(method, columns.get(i), lambda[i]));
    }
    return new ColumnwiseStep(columns, outputs, kernels);
  }

  private static Supplier<ColumnKernel> kernel(Method method, String column, double lambda) {
    return switch (method) {
      case YEO_JOHNSON -> () -> new NumberFunction.Kernel(new PowerFunctions.YeoJohnson(lambda));
      case BOX_COX -> () -> new BoxCoxKernel(column, lambda);
      case EXPONENT -> () -> new NumberFunction.Kernel(new PowerFunctions.Exponent(lambda));
    };
  }

  private enum Method {
    YEO_JOHNSON,
    BOX_COX,
    EXPONENT
  }

  /** Applies Box and Cox's function, which is defined for positive numbers, and refuses others. */
  private static final class BoxCoxKernel implements ColumnKernel {

    private final String name;
    private final NumberFunction function;
    private final NumberColumn values = new NumberColumn();

    private BoxCoxKernel(String name, double lambda) {
      this.name = name;
      this.function = new PowerFunctions.BoxCox(lambda);
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      values.load(input);
      for (int row = 0; row < values.rows(); row++) {
        if (values.at(row) <= 0) {
          rejections.accept(Refusal.message(name, input, row, "a number greater than 0"), row);
        }
      }
      function.apply(values);
      return values;
    }
  }
}
