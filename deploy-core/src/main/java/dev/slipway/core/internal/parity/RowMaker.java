package dev.slipway.core.internal.parity;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.PackagedStep;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes rows for a signature: like those that are known, else from types and steps. */
final class RowMaker {

  private final List<Signature.Field> inputs;
  private final List<PackagedStep> steps;
  private final SplittableRandom random;

  /** Prepares to make rows, always the same for one seed. */
  RowMaker(List<Signature.Field> inputs, List<PackagedStep> steps, long seed) {
    this.inputs = inputs;
    this.steps = steps;
    this.random = new SplittableRandom(seed);
  }

  /** Returns whether the shape of rows is left open, so that more than one is worth a try. */
  boolean hasFreeDimensions() {
    return inputs.stream().anyMatch(input -> !input.rowShape().isFixed());
  }

  /** Returns rows whose columns are drawn, each by itself, from those of known rows. */
  Table like(Table known, int rows) {
    Table.Builder made = Table.builder();
    for (Signature.Field input : inputs) {
      int place = known.indexOf(input.name());
      if (place >= 0) {
        Column source = known.columns().get(place);
        ValueMaker values = new ResampledValues(source);
        made.column(
            input.name(), column(new ColumnBuffer(source.type(), source.rowShape()), rows, values));
      }
    }
    return made.build();
  }

  /** Returns rows made from types and steps alone, with {@code length} for free dimensions. */
  Table fresh(int rows, int length) {
    Table.Builder made = Table.builder();
    for (Signature.Field input : inputs) {
      long[] shape = input.rowShape().toArray();
      long[] fixed = Arrays.stream(shape).map(size -> size == Shape.FREE ? length : size).toArray();
      ValueMaker values = new MadeValues(input, StepHints.of(input.name(), steps));
      made.column(
          input.name(), column(new ColumnBuffer(input.type(), Shape.of(fixed)), rows, values));
    }
    return made.build();
  }

  private ColumnBuffer column(ColumnBuffer column, int rows, ValueMaker values) {
    column.reset(rows);
    for (int row = 0; row < rows; row++) {
      values.set(column, row, random);
    }
    return column;
  }
}
