package dev.slipway.core.internal.steps;

import dev.slipway.ColumnBuffer;

/** A number in a local time. */
enum DatePart {
  YEAR,
  MONTH,
  DAY,
  HOUR,
  MINUTE,
  WEEKDAY,
  DAY_OF_YEAR,
  WEEK;

  private static final long SECONDS_IN_DAY = 86_400;

  /**
   * Computes this part for every row. A loop for each part, so that each is compiled by itself.
   *
   * @param local seconds since 1970-01-01T00:00 in local time
   * @param output of type {@code INT64}, as long as there are rows
   */
  void fill(long[] local, ColumnBuffer output) {
    switch (this) {
      case YEAR -> {
        for (int row = 0; row < output.rows(); row++) {
          output.setLong(row, CivilDate.year(epochDay(local[row])));
        }
      }
      case MONTH -> {
        for (int row = 0; row < output.rows(); row++) {
          output.setLong(row, CivilDate.month(epochDay(local[row])));
        }
      }
      case DAY -> {
        for (int row = 0; row < output.rows(); row++) {
          output.setLong(row, CivilDate.day(epochDay(local[row])));
        }
      }
      case HOUR -> fillTime(local, output, 3600, 24);
      case MINUTE -> fillTime(local, output, 60, 60);
      case WEEKDAY -> {
        for (int row = 0; row < output.rows(); row++) {
          output.setLong(row, CivilDate.weekday(epochDay(local[row])));
        }
      }
      case DAY_OF_YEAR -> {
        for (int row = 0; row < output.rows(); row++) {
          output.setLong(row, CivilDate.dayOfYear(epochDay(local[row])));
        }
      }
      case WEEK -> {
        for (int row = 0; row < output.rows(); row++) {
          output.setLong(row, CivilDate.week(epochDay(local[row])));
        }
      }
    }
  }

  private static void fillTime(long[] local, ColumnBuffer output, int unit, int units) {
    for (int row = 0; row < output.rows(); row++) {
      int second = (int) Math.floorMod(local[row], SECONDS_IN_DAY);
      output.setLong(row, second / unit % units);
    }
  }

  private static long epochDay(long local) {
    return Math.floorDiv(local, SECONDS_IN_DAY);
  }
}
