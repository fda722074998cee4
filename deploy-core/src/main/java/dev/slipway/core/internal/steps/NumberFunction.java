package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * A function of a number that changes a column in place, each value by itself. Stateless, so that
 * kernels share it. Every function loops by itself: a loop shared by all could not be compiled for
 * one.
 */
@FunctionalInterface
interface NumberFunction {

  void apply(NumberColumn values);

  /**
   * Reads the columns and {@code into} of a step that replaces numbers, and makes it.
   *
   * @param settings what the package says
   * @param functions makes the functions of the columns, once they are all known to be right
   */
  static Step step(StepSettings settings, ColumnFunctions functions) {
    List<String> columns = settings.columns(Accepted.NUMBERS);
    List<Signature.Field> outputs =
        StepSettings.fields(settings.into(columns), ElementType.FLOAT64, Shape.scalar());
    IntFunction<NumberFunction> byColumn = functions.of(columns.size());
    if (!settings.sound()) {
      return new UnusableStep(outputs);
    }
    List<Supplier<ColumnKernel>> kernels = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      NumberFunction function = byColumn.apply(i);
      kernels.add(() -> new Kernel(function));
    }
    return new ColumnwiseStep(columns, outputs, kernels);
  }

  /** Reads the settings of several columns and tells the function of each. */
  @FunctionalInterface
  interface ColumnFunctions {

    IntFunction<NumberFunction> of(int columns);
  }

  /** Applies a function to the values of a column. */
  final class Kernel implements ColumnKernel {

    private final NumberFunction function;
    private final NumberColumn values = new NumberColumn();

    Kernel(NumberFunction function) {
      this.function = function;
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      values.load(input);
      function.apply(values);
      return values;
    }
  }
}
