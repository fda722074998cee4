package dev.slipway.http.internal.serving;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.core.SampleRow;
import java.time.Duration;
import java.util.Optional;

/** Measures how long a model takes, before any caller waits for it. */
final class WarmUp {

  private static final int CALLS = 200;
  private static final int ROWS = 64;
  private static final long BUDGET_NANOS = 500_000_000;

  /** For one call, as a model may hang. */
  private static final CallOptions OPTIONS =
      CallOptions.defaults().withTimeout(Duration.ofSeconds(10));

  private WarmUp() {}

  /**
   * Calls a model with its example, or with a row that is made up, one row at a time and several at
   * once, for at most half a second. Calls that the model refuses tell nothing and are no failure.
   *
   * @return the first call
   */
  static TriedCall run(Predictor predictor, Placement placement) {
    Table row = row(predictor);
    long begin = System.nanoTime();
    Optional<Prediction> first = measure(predictor, placement, row);
    for (int i = 1; i < CALLS && System.nanoTime() - begin < BUDGET_NANOS; i++) {
      measure(predictor, placement, row);
    }
    Table several = Table.of(row.names(), row.columns().stream().map(WarmUp::repeated).toList());
    for (int i = 0; i < CALLS / 10 && System.nanoTime() - begin < BUDGET_NANOS; i++) {
      measure(predictor, placement, several);
    }
    return new TriedCall(row, first.filter(prediction -> prediction.rejections().isEmpty()));
  }

  private static Optional<Prediction> measure(
      Predictor predictor, Placement placement, Table table) {
    long begin = System.nanoTime();
    Prediction prediction;
    try {
      prediction = predictor.predict(table, OPTIONS);
    } catch (SlipwayException refused) {
      return Optional.empty();
    }
    placement.measured(table.rows(), System.nanoTime() - begin);
    return Optional.of(prediction);
  }

  private static Table row(Predictor predictor) {
    return predictor
        .model()
        .example()
        .filter(example -> example.rows() > 0)
        .map(SampleRow::firstOf)
        .orElseGet(() -> SampleRow.madeUp(predictor.model().signature().inputs()));
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
