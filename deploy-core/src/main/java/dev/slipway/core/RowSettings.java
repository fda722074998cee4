package dev.slipway.core;

import dev.slipway.Signature;
import dev.slipway.Table;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Which rows a parity measurement uses.
 *
 * @param rows how many; empty for {@link #DEFAULT_ROWS}, or fewer if the model is slow
 * @param seed of the rows that are made: the same seed makes the same rows
 * @param records reads records of the caller's, once the signature is known, if there are any
 * @param budget how long a measurement without a number of rows should take at most, about
 */
public record RowSettings(
    OptionalInt rows, long seed, Optional<Function<Signature, Table>> records, Duration budget) {

  /** How many rows are measured unless set; not a multiple of any batch size that is tried. */
  public static final int DEFAULT_ROWS = 1_025;

  /** The fewest rows that a measurement says something with. */
  public static final int FEWEST_ROWS = 16;

  /** How long a measurement should take at most, about, unless set. */
  public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(2);

  /** Checks the ranges. */
  public RowSettings {
    if (rows.isPresent() && rows.getAsInt() < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "rows must be at least " + FEWEST_ROWS + ", but was " + rows.getAsInt());
    }
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("budget must be above zero, but was " + budget);
    }
  }

  /**
   * Returns the defaults.
   *
   * @return {@link #DEFAULT_ROWS} rows with seed 1, as far as {@link #DEFAULT_BUDGET} goes
   */
  public static RowSettings defaults() {
    return new RowSettings(OptionalInt.empty(), 1, Optional.empty(), DEFAULT_BUDGET);
  }

  /**
   * Returns these settings with a number of rows, however long that takes.
   *
   * @param count at least {@link #FEWEST_ROWS}
   * @return new settings
   */
  public RowSettings withRows(int count) {
    return new RowSettings(OptionalInt.of(count), seed, records, budget);
  }

  /**
   * Returns these settings with another seed.
   *
   * @param newSeed any number
   * @return new settings
   */
  public RowSettings withSeed(long newSeed) {
    return new RowSettings(rows, newSeed, records, budget);
  }

  /**
   * Returns these settings with records of the caller's, which rows are also made from.
   *
   * @param reader returns the records for the signature that it is given
   * @return new settings
   */
  public RowSettings withRecords(Function<Signature, Table> reader) {
    return new RowSettings(rows, seed, Optional.of(reader), budget);
  }

  /**
   * Returns these settings with another time.
   *
   * @param time above zero
   * @return new settings
   */
  public RowSettings withBudget(Duration time) {
    return new RowSettings(rows, seed, records, time);
  }
}
