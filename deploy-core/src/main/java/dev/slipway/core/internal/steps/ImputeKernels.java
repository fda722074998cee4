package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.util.function.ObjIntConsumer;

/** What {@code impute} does to columns of each kind. */
final class ImputeKernels {

  private ImputeKernels() {}

  /** Replaces NaN. */
  record Numbers(double filling) implements NumberFunction {

    @Override
    public void apply(NumberColumn values) {
      for (int row = 0; row < values.rows(); row++) {
        double value = values.at(row);
        values.set(row, Double.isNaN(value) ? filling : value);
      }
    }
  }

  /** Replaces nulls in integer and boolean columns, exactly. */
  static final class Integers implements ColumnKernel {

    private final long filling;
    private final ColumnBuffer output;

    Integers(ElementType type, long filling) {
      this.filling = filling;
      this.output = new ColumnBuffer(type, Shape.scalar());
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      boolean nulls = input.hasNulls();
      output.reset(input.rows());
      for (int row = 0; row < input.rows(); row++) {
        output.setLong(row, nulls && input.isNull(row) ? filling : input.longAt(row));
      }
      return output;
    }
  }

  /** Replaces nulls in text columns. */
  static final class Texts implements ColumnKernel {

    private final byte[] filling;
    private final TextScratch scratch = new TextScratch();
    private final ColumnBuffer output = new ColumnBuffer(ElementType.STRING, Shape.scalar());

    Texts(byte[] filling) {
      this.filling = filling;
    }

    @Override
    public Column apply(Column input, ObjIntConsumer<String> rejections) {
      output.clear();
      for (int row = 0; row < input.rows(); row++) {
        if (input.isNull(row)) {
          output.addBytes(filling, filling.length);
        } else {
          scratch.read(input, row);
          output.addBytes(scratch.bytes(), scratch.length());
        }
      }
      return output;
    }
  }
}
