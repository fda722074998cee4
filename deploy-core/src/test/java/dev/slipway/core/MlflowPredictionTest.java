package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.fixtures.Fixtures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages as MLflow writes them answer the example that they carry. */
class MlflowPredictionTest {

  /** Y = 0.5 a + 0.25 b + 0.125 c, worked out by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.30.0-columns | risk | 12771.15625 NaN",
        "2.0.1-tensor | Y | 1.375 4.0",
        "2.0.1-two-tensors | sum | 12.0 9007199254740992",
        "2.17.2-columns | Y | 12771.03125",
        "2.17.2-unnamed-columns | 0 | 1.8125 4.4375",
        "3.1.1-columns | risk | 12771.375",
        "3.1.1-array-column | Y | 1.375 4.0"
      })
  @DisplayName("the example is answered rightly")
  void example(String folder, String output, String answers) {
    try (Predictor predictor = Slipway.open(Fixtures.mlflow(folder))) {
      Table example = predictor.model().example().orElseThrow();
      Column answer = predictor.predict(example).column(output);
      List<Double> values = new ArrayList<>();
      for (int row = 0; row < answer.rows(); row++) {
        values.add(answer.doubleAt(row));
      }
      List<Double> expected = new ArrayList<>();
      for (String number : answers.split(" ", -1)) {
        expected.add(Double.valueOf(number));
      }
      assertThat(values).isEqualTo(expected);
    }
  }
}
