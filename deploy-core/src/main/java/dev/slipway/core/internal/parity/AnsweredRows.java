package dev.slipway.core.internal.parity;

import dev.slipway.CallOptions;
import dev.slipway.InvalidInputException;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps the rows that a model answers alone, until the time for it is over. Not thread-safe. */
final class AnsweredRows {

  private final Predictor predictor;
  private final int fewest;
  private final long endNanos;
  private int kept;
  private int dropped;
  private @Nullable String reason;

  /**
   * Starts with no rows.
   *
   * @param fewest how many rows are kept also after the end
   * @param endNanos when to stop, by {@link System#nanoTime}
   */
  AnsweredRows(Predictor predictor, int fewest, long endNanos) {
    this.predictor = predictor;
    this.fewest = fewest;
    this.endNanos = endNanos;
  }

  /** Returns the rows that are answered. */
  Table of(Table rows) {
    int[] answered =
        IntStream.range(0, rows.rows()).filter(row -> goesOn() && isAnswered(rows, row)).toArray();
    return RowSelection.of(rows, answered);
  }

  boolean goesOn() {
    return kept < fewest || System.nanoTime() - endNanos < 0;
  }

  private boolean isAnswered(Table rows, int row) {
    String refusal = refusal(rows.slice(row, 1));
    if (refusal == null) {
      kept++;
      return true;
    }
    dropped++;
    reason = reason == null ? refusal : reason;
    return false;
  }

  private @Nullable String refusal(Table row) {
    try {
      Prediction prediction = predictor.predict(row, CallOptions.defaults());
      return prediction.rejections().isEmpty() ? null : prediction.rejections().get(0).message();
    } catch (InvalidInputException misfit) {
      throw misfit; // the whole table is wrong, not this row
    } catch (SlipwayException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  int dropped() {
    return dropped;
  }

  /** Returns why the first row was dropped. */
  String reason() {
    return reason == null ? "no row was tried" : reason;
  }
}
