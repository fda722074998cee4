package dev.slipway.examples.flightdelay;

import java.util.Arrays;

/**
 * How good probabilities are, on flights that training did not see.
 *
 * @param flights how many there were
 * @param baseRate the share that was late
 * @param areaUnderCurve the chance that of two flights, one late and one not, the late one has the
 *     higher probability; 0.5 for guessing, 1 at best
 * @param logLoss mean of the negative logarithm of the probability of what happened; smaller is
 *     better
 * @param baseLogLoss the log-loss of answering the base rate every time
 */
record Quality(
    int flights, double baseRate, double areaUnderCurve, double logLoss, double baseLogLoss) {

  private static final double SMALLEST = 1e-12;

  static Quality of(double[] probabilities, boolean[] late) {
    int count = count(late);
    double rate = (double) count / late.length;
    double loss = 0;
    for (int i = 0; i < late.length; i++) {
      loss -= logarithm(late[i] ? probabilities[i] : 1 - probabilities[i]);
    }
    double baseLoss = -rate * logarithm(rate) - (1 - rate) * logarithm(1 - rate);
    return new Quality(late.length, rate, area(probabilities, late), loss / late.length, baseLoss);
  }

  private static double logarithm(double probability) {
    return Math.log(Math.max(probability, SMALLEST));
  }

  private static int count(boolean[] late) {
    int count = 0;
    for (boolean one : late) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Counts for each late flight the others below it; an equal one counts half. */
  private static double area(double[] probabilities, boolean[] late) {
    int others = late.length - count(late);
    double[] sorted = new double[others];
    int next = 0;
    for (int i = 0; i < late.length; i++) {
      if (!late[i]) {
        sorted[next++] = probabilities[i];
      }
    }
    Arrays.sort(sorted);
    double wins = 0;
    for (int i = 0; i < late.length; i++) {
      if (late[i]) {
        wins +=
            (below(sorted, probabilities[i]) + below(sorted, Math.nextUp(probabilities[i]))) / 2.0;
      }
    }
    return wins / others / count(late);
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
