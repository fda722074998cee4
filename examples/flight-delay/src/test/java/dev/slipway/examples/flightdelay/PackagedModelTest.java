package dev.slipway.examples.flightdelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.TypedPredictor;
import dev.slipway.core.Slipway;
import dev.slipway.examples.flightdelay.Flights.Days;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the committed package promises, on the committed flights. */
class PackagedModelTest {

  private static final Path PACKAGE = Path.of("model");
  private static final int ROWS = 1000;

  private static Predictor predictor;
  private static Flights heldOut;

  @BeforeAll
  static void open() throws SQLException {
    heldOut = Flights.read(Path.of("data/flights-125k.parquet"), new Days(0, true));
    predictor = Slipway.builder().requireParity(Parity.exact()).build().openModel(PACKAGE);
  }

  @AfterAll
  static void close() {
    predictor.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {1, 2, 3, 7, 64, 999})
  @DisplayName("a flight has the same answer, bit for bit, in batches of any size")
  void batches(int size) {
    Table flights = heldOut.departures().slice(0, ROWS);
    Table together = predictor.predict(flights);
    for (int from = 0; from < ROWS; from += size) {
      int count = Math.min(size, ROWS - from);
      Table answers = predictor.predict(flights.slice(from, count));
      for (int row = 0; row < count; row++) {
        assertThat(answers.column("probability").floatAt(row))
            .isEqualTo(together.column("probability").floatAt(from + row));
        assertThat(answers.column("late").booleanAt(row))
            .isEqualTo(together.column("late").booleanAt(from + row));
      }
    }
  }

  @Test
  @DisplayName("the README shows the numbers of this package")
  void numbers() throws IOException {
    Measurement measurement = Measurement.of(PACKAGE, heldOut);
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ModelCard.numbers(List.of(measurement)));
    assertThat(measurement.quality().logLoss()).isLessThan(measurement.quality().baseLogLoss());
  }

  @Test
  @DisplayName("airports and distances that training never saw have an answer")
  void unknown() {
    TypedPredictor<Flight, Delay> delays = predictor.as(Flight.class, Delay.class);
    LocalDateTime evening = LocalDateTime.of(2030, 12, 24, 22, 0);
    Delay delay = delays.predict(new Flight(evening, 1_000_000, "TXL", "BER"));
    assertThat(delay.probability()).isBetween(0f, 1f);
    assertThat(delay).isEqualTo(delays.predict(new Flight(evening, 4962, "SXF", "THF")));
  }

  @Test
  @DisplayName("a table without a column is refused by its name")
  void missingColumn() {
    Table flights = Table.builder().longs("distance", 100).build();
    assertThatThrownBy(() -> predictor.predict(flights))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("date", "origin", "destination");
  }

  @Test
  @DisplayName("one wrong golden record keeps the package from opening")
  void golden(@TempDir Path folder) throws IOException {
    for (String file : List.of("slipway.yaml", "golden.jsonl", "model.onnx")) {
      Files.copy(PACKAGE.resolve(file), folder.resolve(file));
    }
    String records = Files.readString(folder.resolve("golden.jsonl"));
    Files.writeString(
        folder.resolve("golden.jsonl"), records.replaceFirst("\"late\": true", "\"late\": false"));
    assertThatThrownBy(() -> Slipway.open(folder))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("golden record 1");
  }
}
