package dev.slipway.verification;

import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.batch.BatchJob;
import dev.slipway.batch.BatchReport;
import dev.slipway.core.Slipway;
import dev.slipway.examples.flightdelay.Delay;
import dev.slipway.examples.flightdelay.Flight;
import java.time.LocalDateTime;

/** The README's Java, where it is compiled and run; {@link DocumentationTest} compares the two. */
final class ReadmeSnippets {

  private ReadmeSnippets() {}

  static Delay predict(Table flights) {
    // spotless:off
    try (Predictor predictor = Slipway.open("examples/flight-delay/model")) {
      Table answers = predictor.predict(flights);                              // columns in, columns out

      Flight flight = new Flight(LocalDateTime.of(2001, 6, 15, 17, 30), 719, "ORD", "LGA");
      Delay delay = predictor.as(Flight.class, Delay.class).predict(flight);   // records in, records out

      return answers.rows() == flights.rows() ? delay : new Delay(Float.NaN, false);
    }
    // spotless:on
  }

  static BatchReport score(Predictor predictor) {
    // spotless:off
    BatchReport report =
        BatchJob.builder().predictor(predictor).input("flights/*.parquet").output("scored.parquet").build().run();
    // spotless:on
    return report;
  }
}
