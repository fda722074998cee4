package dev.slipway.examples.flightdelay;

import dev.slipway.Column;
import dev.slipway.ModelVersion;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.Slipway;
import java.nio.file.Path;

/**
 * How good a package is, measured on what is deployed: the answers of its predictor.
 *
 * @param version which model version it is
 * @param quality how good its probabilities are
 * @param alarms what comes of its calling flights late
 */
record Measurement(ModelVersion version, Quality quality, Alarms alarms) {

  /** Predicts flights that training did not see, and compares with what came of them. */
  static Measurement of(Path model, Flights flights) {
    try (Predictor predictor = Slipway.open(model)) {
      Table answers = predictor.predict(flights.departures());
      boolean[] late = new boolean[flights.count()];
      for (int row = 0; row < late.length; row++) {
        late[row] = flights.late(row);
      }
      Quality quality = Quality.of(numbers(answers.column("probability")), late);
      Alarms alarms = Alarms.of(booleans(answers.column("late")), late);
      return new Measurement(predictor.model().version(), quality, alarms);
    }
  }

  private static double[] numbers(Column column) {
    double[] numbers = new double[column.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = column.doubleAt(row);
    }
    return numbers;
  }

  private static boolean[] booleans(Column column) {
    boolean[] booleans = new boolean[column.rows()];
    for (int row = 0; row < booleans.length; row++) {
      booleans[row] = column.booleanAt(row);
    }
    return booleans;
  }
}
