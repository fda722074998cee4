package dev.slipway.core.internal.steps;

/** Days since 1970-01-01 as dates of the proleptic Gregorian calendar, in plain arithmetic. */
final class CivilDate {

  private static final int DAYS_IN_CYCLE = 146_097;
  private static final int DAYS_TO_1970 = 719_468;
  private static final int JANUARY_FROM_MARCH = 306;

  private CivilDate() {}

  /*
   * Years are counted from 1 March, so that the leap day is the last of its year, in cycles of 400
   * years from 0000-03-01. Month m from March (0 to 11) begins on day (153 m + 2) / 5.
   */

  private static long cycle(long epochDay) {
    return Math.floorDiv(epochDay + DAYS_TO_1970, (long) DAYS_IN_CYCLE);
  }

  private static int dayInCycle(long epochDay) {
    return (int) (epochDay + DAYS_TO_1970 - cycle(epochDay) * DAYS_IN_CYCLE);
  }

  private static int marchYear(int dayInCycle) {
    return (dayInCycle - dayInCycle / 1460 + dayInCycle / 36_524 - dayInCycle / 146_096) / 365;
  }

  private static int dayFromMarch(int dayInCycle) {
    int year = marchYear(dayInCycle);
    return dayInCycle - (365 * year + year / 4 - year / 100);
  }

  static long year(long epochDay) {
    int dayInCycle = dayInCycle(epochDay);
    int next = dayFromMarch(dayInCycle) >= JANUARY_FROM_MARCH ? 1 : 0;
    return cycle(epochDay) * 400 + marchYear(dayInCycle) + next;
  }

  static int month(long epochDay) {
    int fromMarch = (5 * dayFromMarch(dayInCycle(epochDay)) + 2) / 153;
    return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  }

  static int day(long epochDay) {
    int dayFromMarch = dayFromMarch(dayInCycle(epochDay));
    int fromMarch = (5 * dayFromMarch + 2) / 153;
    return dayFromMarch - (153 * fromMarch + 2) / 5 + 1;
  }

  static int dayOfYear(long epochDay) {
    int dayInCycle = dayInCycle(epochDay);
    int dayFromMarch = dayFromMarch(dayInCycle);
    if (dayFromMarch >= JANUARY_FROM_MARCH) {
      return dayFromMarch - JANUARY_FROM_MARCH + 1;
    }
    return dayFromMarch + 60 + (isLeap(marchYear(dayInCycle)) ? 1 : 0);
  }

  private static boolean isLeap(int yearInCycle) {
    return yearInCycle % 4 == 0 && (yearInCycle % 100 != 0 || yearInCycle == 0);
  }

  /** Returns 1 for Monday to 7 for Sunday. */
  static int weekday(long epochDay) {
    return (int) Math.floorMod(epochDay + 3, 7L) + 1;
  }

  /** Returns the ISO 8601 week: weeks belong to the year of their Thursday. */
  static int week(long epochDay) {
    return (dayOfYear(epochDay - weekday(epochDay) + 4) - 1) / 7 + 1;
  }
}
