package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The flight package")
class MlflowStoryTest extends WithServer {

  private static final ChangeNote ANN = ChangeNote.by("ann");

  @Test
  @DisplayName("goes register, champion, batch by URI, new version, promote, roll back, by MLflow")
  void story() throws Exception {
    VersionRecord first = registry.register(Registration.of("flight-delay", FLIGHT).withNote(ANN));
    registry.apply(new Change.SetAlias("flight-delay", "champion", first.number()), ANN);
    assertThat(batch("one")).contains("flight-delay").contains(",1,").contains(first.digest());

    Path next = write(folder.resolve("next"), flight("a note, and so another digest"));
    VersionRecord second = registry.register(Registration.of("flight-delay", next).withNote(ANN));
    assertThat(second.number()).isEqualTo(2);
    assertThat(batch("two")).as("not promoted yet").contains(first.digest());

    registry.apply(new Change.SetAlias("flight-delay", "champion", second.number()), ANN);
    assertThat(batch("three")).contains(second.digest()).doesNotContain(first.digest());

    registry.apply(
        new Change.SetAlias("flight-delay", "champion", first.number()), ANN.because("roll back"));
    assertThat(batch("four")).contains(first.digest()).doesNotContain(second.digest());
    assertThat(registry.model("flight-delay").aliases()).isEqualTo(Map.of("champion", 1));
  }

  /** Scores a few flights by the alias; returns what was written as text. */
  private String batch(String name) throws Exception {
    Path input = folder.resolve(name + "-in.parquet");
    Path output = folder.resolve(name + ".parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        Predictor predictor =
            Slipway.builder()
                .resolver(RegistryResolver.over(registry))
                .build()
                .openModel("models:/flight-delay@champion")) {
      statement.execute(
          "COPY (SELECT TIMESTAMP '2001-06-15 17:30:00' AS date, 719::BIGINT AS distance,"
              + " 'ORD' AS origin, 'LGA' AS destination FROM range(3)) TO '"
              + input
              + "' (FORMAT parquet)");
      BatchJob.builder().predictor(predictor).input(input.toString()).output(output).build().run();
      StringBuilder text = new StringBuilder();
      try (ResultSet rows = statement.executeQuery("SELECT * FROM '" + output + "'")) {
        while (rows.next()) {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            text.append(rows.getString(i)).append(',');
          }
        }
      }
      return text.toString();
    }
  }
}
