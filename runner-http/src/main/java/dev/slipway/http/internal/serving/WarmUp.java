package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import java.time.Duration;
import java.util.Arrays;

/** Measures how long a model takes, before any caller waits for it. */
final class WarmUp {

  private static final int CALLS = 200;
  private static final int ROWS = 64;
  private static final long BUDGET_NANOS = 500_000_000;

  /** For one call, as a model may hang. */
  private static final Duration MOST = Duration.ofSeconds(10);

  private WarmUp() {}

  /**
   * Calls a model with its example, or with zeros and empty texts, one row at a time and several at
   * once, for at most half a second. Calls that the model refuses tell nothing and are no failure.
   */
  static void run(ServedVersion version) {
    Table row = row(version);
    long begin = System.nanoTime();
    for (int i = 0; i < CALLS && System.nanoTime() - begin < BUDGET_NANOS; i++) {
      measure(version, row);
    }
    Table several = Table.of(row.names(), row.columns().stream().map(WarmUp::repeated).toList());
    for (int i = 0; i < CALLS / 10 && System.nanoTime() - begin < BUDGET_NANOS; i++) {
      measure(version, several);
    }
  }

  private static void measure(ServedVersion version, Table table) {
    long begin = System.nanoTime();
    try {
      version.predictor().predict(table, CallOptions.defaults().withTimeout(MOST));
    } catch (SlipwayException refused) {
      return;
    }
    version.placement().measured(table.rows(), System.nanoTime() - begin);
  }

  private static Table row(ServedVersion version) {
    Table example = version.predictor().model().example().orElse(Table.builder().build());
    if (example.rows() > 0) {
      return example.slice(0, 1);
    }
    Table.Builder made = Table.builder();
    for (Signature.Field field : version.signature().inputs()) {
      long[] dimensions =
          Arrays.stream(field.rowShape().toArray()).map(size -> Math.max(1, size)).toArray();
      ColumnBuffer column = new ColumnBuffer(field.type(), Shape.of(dimensions));
      column.reset(1);
      for (int i = 0; i < column.width(); i++) {
        zero(column, i);
      }
      made.column(field.name(), column);
    }
    return made.build();
  }

  private static void zero(ColumnBuffer column, int index) {
    if (!column.type().isVariableLength()) {
      column.setLong(index, 0);
    }
  }

  private static Column repeated(Column row) {
    ColumnBuffer column = new ColumnBuffer(row.type(), row.rowShape());
    for (int i = 0; i < ROWS; i++) {
      if (row.isNull(0)) {
        column.addNull();
        continue;
      }
      for (int k = 0; k < row.width(); k++) {
        add(column, row, k);
      }
    }
    return column;
  }

  private static void add(ColumnBuffer column, Column row, int index) {
    if (row.type().isVariableLength()) {
      byte[] bytes = row.bytesAt(index);
      column.addBytes(bytes, bytes.length);
    } else if (row.type().isFloating()) {
      column.addDouble(row.doubleAt(index));
    } else {
      column.addLong(row.longAt(index));
    }
  }
}
