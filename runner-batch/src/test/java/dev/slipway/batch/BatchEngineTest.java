package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Column;
import dev.slipway.InvalidInputException;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.Slipway;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with real packages on the real engine; tests run in the module's directory. */
class BatchEngineTest {

  private static final Path FLIGHT_DELAY = Path.of("../examples/flight-delay");
  private static final Path MLFLOW = Path.of("../deploy-core/src/test/resources/mlflow");

  @TempDir Path folder;

  private BatchReport score(Predictor predictor, Path input) {
    return BatchJob.builder()
        .predictor(predictor)
        .input(input.toString())
        .output(folder.resolve("out.parquet"))
        .threads(2)
        .build()
        .run();
  }

  @Test
  @DisplayName("a job answers 125,000 flights as one table through the predictor, bit for bit")
  void flights() {
    Path flights = FLIGHT_DELAY.resolve("data/flights-125k.parquet");
    try (Predictor predictor = Slipway.open(FLIGHT_DELAY.resolve("model"))) {
      BatchReport report = score(predictor, flights);
      Table input = ParquetTables.read(flights, predictor.model().signature());
      Table expected = predictor.predict(input);
      Table actual =
          ParquetTables.read(folder.resolve("out.parquet"), predictor.model().signature());

      assertThat(report.rows()).isEqualTo(125_000);
      assertThat(report.version()).isEqualTo(predictor.model().version());
      for (String name : expected.names()) {
        assertEqual(actual.column(name), expected.column(name));
      }
      for (String name : input.names()) {
        assertEqual(actual.column(name), input.column(name));
      }
    }
  }

  private static void assertEqual(Column actual, Column expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    for (int row = 0; row < expected.rows(); row++) {
      assertThat(actual.valueAt(row)).isEqualTo(expected.valueAt(row));
    }
  }

  @Test
  @DisplayName("an MLflow package: integers and decimals for doubles, an optional column left out")
  void mlflow() throws Exception {
    Path input =
        Parquet.write(
            folder.resolve("in.parquet"),
            "SELECT (i % 80)::DECIMAL(5, 1) AS age, (i * 10)::INTEGER AS income, i AS id"
                + " FROM range(5000) t(i)");
    try (Predictor predictor = Slipway.open(MLFLOW.resolve("2.17.2-columns"))) {
      score(predictor, input);
      String output = predictor.model().signature().outputNames().get(0);
      Path out = folder.resolve("out.parquet");

      assertThat(Parquet.columns(out)).contains(output + " FLOAT[]");
      assertThat(Parquet.value(out, "SELECT count(*) FROM $ WHERE len(\"" + output + "\") = 1"))
          .isEqualTo(5000L);
    }
  }

  @Test
  @DisplayName("what the predictor refuses is told before anything is scored")
  void refused() throws Exception {
    Path input =
        Parquet.write(
            folder.resolve("in.parquet"),
            "SELECT 'old' AS age, 1::BIGINT AS incom FROM range(5000) t(i)");
    try (Predictor predictor = Slipway.open(MLFLOW.resolve("2.17.2-columns"))) {
      assertThatThrownBy(() -> score(predictor, input))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("2 problems")
          .hasMessageContaining(
              "column 'income': is missing, expected int32 (did you mean 'incom'?)")
          .hasMessageContaining("age");
      assertThat(folder.resolve("out.parquet")).doesNotExist();
    }
  }
}
