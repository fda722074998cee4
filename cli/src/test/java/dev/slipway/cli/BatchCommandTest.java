package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway batch")
class BatchCommandTest {

  @TempDir Path folder;

  private Slip.Result batch(String... more) {
    String[] first = {
      "batch",
      "--model",
      Slip.FLIGHT_DELAY,
      "--output",
      folder.resolve("scored.parquet").toString(),
      "--input",
      Slip.FLIGHTS.toString()
    };
    String[] arguments = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Slip.way(arguments);
  }

  @Test
  @DisplayName("scores a file and tells rows, speed, place and model version")
  void scores() {
    Slip.Result result = batch();

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Scored 125000 records of 1 file\n")
        .containsPattern("in [0-9.]+ s, [0-9,]+ rows/s\n")
        .contains("Answers: " + folder.resolve("scored.parquet") + " (1 file)\n")
        .contains("Model:   flight-delay 1 (");
    assertThat(folder.resolve("scored.parquet")).isNotEmptyFile();
  }

  @Test
  @DisplayName("takes files that the shell has found, and tells the totals as JSON")
  void json() throws IOException {
    Path second = Files.copy(Slip.FLIGHTS, folder.resolve("second.parquet"));

    Slip.Result result = batch(second.toString(), "--threads", "1", "--json");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("{\"rows\":250000,\"rejected_rows\":0,\"input_files\":2,\"output_files\":1,")
        .contains("\"model_name\":\"flight-delay\"", "\"rows_per_second\":")
        .endsWith("}\n");
  }
}
