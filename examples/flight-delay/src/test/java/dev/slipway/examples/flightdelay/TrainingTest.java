package dev.slipway.examples.flightdelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.Slipway;
import dev.slipway.examples.flightdelay.Flights.Days;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

  private static final Path FLIGHTS = Path.of("data/flights-125k.parquet");

  @TempDir Path folder;

  @Test
  @DisplayName("training twice on the same flights gives the same bytes")
  void reproducible() throws IOException, SQLException {
    Flights few = Flights.read(FLIGHTS, new Days(0, true));
    DelayPackage.write(folder.resolve("a"), DelayModel.train(few), GoldenFlights.choose(few));
    DelayPackage.write(folder.resolve("b"), DelayModel.train(few), GoldenFlights.choose(few));
    for (String file : new String[] {"model.onnx", "slipway.yaml", "golden.jsonl"}) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  /** The last bits of an exponential differ between processors, so not the bytes of the model. */
  @Test
  @DisplayName("training again gives the committed package")
  void committed() throws IOException, SQLException {
    FlightDelayTraining.train(FLIGHTS, 0, folder);
    assertThat(folder.resolve("slipway.yaml"))
        .hasSameTextualContentAs(Path.of("model/slipway.yaml"));
    Table flights = Flights.read(FLIGHTS, new Days(0, true)).departures();
    Column again = probabilities(folder, flights);
    Column before = probabilities(Path.of("model"), flights);
    for (int row = 0; row < flights.rows(); row++) {
      assertThat(again.floatAt(row)).isCloseTo(before.floatAt(row), within(1e-6f));
    }
  }

  private static Column probabilities(Path model, Table flights) {
    try (Predictor predictor = Slipway.open(model)) {
      return predictor.predict(flights).column("probability");
    }
  }

  @Test
  @DisplayName("a feature that no flight has stops training by its number")
  void unseenFeature() throws SQLException {
    Flights few = Flights.read(FLIGHTS, new Days(0, true));
    FeatureSteps steps = FeatureSteps.learn(few);
    Flights morning = new Flights(few.departures().slice(0, 50), few.delays().subList(0, 50));
    assertThatThrownBy(() -> DelayClassifier.train(steps, morning))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot train: features [0002, ");
  }

  @Test
  @DisplayName("the sample is every 24th row, in order")
  void sample() throws SQLException {
    Path sample = folder.resolve("sample.parquet");
    SampleDrawing.draw(FLIGHTS, sample);
    Flights heldOut = Flights.read(sample, new Days(0, true));
    Flights training = Flights.read(sample, new Days(0, false));
    assertThat(heldOut.count() + training.count()).isEqualTo(5209);
    Column dates = training.departures().column("date");
    for (int row = 1; row < dates.rows(); row++) {
      assertThat(dates.longAt(row)).isGreaterThanOrEqualTo(dates.longAt(row - 1));
    }
  }

  @Test
  @DisplayName("held-out days and training days have no day in common and are all there")
  void days() throws SQLException {
    long day = 24 * 60 * 60 * 1_000_000L;
    Column training = Flights.read(FLIGHTS, new Days(3, false)).departures().column("date");
    Column heldOut = Flights.read(FLIGHTS, new Days(3, true)).departures().column("date");
    assertThat(training.rows() + heldOut.rows()).isEqualTo(125_000);
    for (int row = 0; row < heldOut.rows(); row++) {
      assertThat(heldOut.longAt(row) / day % 5).isEqualTo(3);
    }
    for (int row = 0; row < training.rows(); row++) {
      assertThat(training.longAt(row) / day % 5).isNotEqualTo(3);
    }
  }

  @Test
  @DisplayName("a page without a place for the numbers is left alone")
  void page() throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), "no place");
    assertThatThrownBy(() -> ModelCard.renew(page, java.util.List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("written by FlightDelayTraining");
    assertThat(page).hasContent("no place");
  }
}
