package dev.slipway.core.internal.parity;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import java.util.SplittableRandom;

/** Draws the rows of a column again, and moves every second floating value a little. */
final class ResampledValues implements ValueMaker {

  private static final double JITTER = 0.1;

  private final Column source;
  private final double spread;

  /** Takes a column with at least one row. */
  ResampledValues(Column source) {
    this.source = source;
    this.spread = source.type().isFloating() ? spread(source) : 0;
  }

  private static double spread(Column column) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int row = 0; row < column.rows(); row++) {
      for (int k = 0; k < column.width() && !column.isNull(row); k++) {
        double value = column.doubleAt(row * column.width() + k);
        if (Double.isFinite(value)) {
          sum += value;
          squares += value * value;
          count++;
        }
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  @Override
  public void set(ColumnBuffer column, int row, SplittableRandom random) {
    RowSelection.copy(source, random.nextInt(source.rows()), column, row);
    if (!source.type().isFloating() || column.isNull(row)) {
      return;
    }
    for (int k = 0; k < column.width(); k++) {
      int index = row * column.width() + k;
      if (random.nextBoolean()) {
        double moved = MadeValues.normal(random) * JITTER * spread;
        column.setDouble(index, column.doubleAt(index) + moved);
      }
    }
  }
}
