package dev.slipway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.TypedPredictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.core.Slipway;
import dev.slipway.examples.flightdelay.Delay;
import dev.slipway.examples.flightdelay.Flight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the flight delay package on every engine in every strategy; the README's matrix is what this
 * test has seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("On every engine in every strategy")
class SupportMatrixTest {

  private static final Path ROOT = Repository.root();
  private static final Path MODEL = ROOT.resolve("examples/flight-delay/model");
  private static final List<String> ENGINES = List.of("onnx", "djl");

  /** Probabilities by engine and strategy, as bits. */
  private final Map<String, Map<String, List<Integer>>> answers = new TreeMap<>();

  private Table flights = Table.builder().build();

  @BeforeAll
  void predictEverywhere(@TempDir Path folder) throws Exception {
    flights = FlightRows.first(2_100);
    Path input = FlightRows.write(flights, folder.resolve("flights.parquet"));
    for (String engine : ENGINES) {
      try (Predictor predictor = Slipway.builder().engine(engine).build().openModel(MODEL)) {
        Map<String, List<Integer>> strategies = new TreeMap<>();
        strategies.put("one by one", oneByOne(predictor));
        strategies.put("typed records", records(predictor));
        strategies.put("one table", bits(predictor.predict(flights).column("probability")));
        strategies.put("batch job", batch(predictor, input, folder.resolve(engine + ".parquet")));
        strategies.putAll(served(predictor));
        answers.put(engine, strategies);
      }
    }
  }

  private Map<String, List<Integer>> served(Predictor predictor) throws Exception {
    try (ServedFlights server = new ServedFlights(predictor, flights)) {
      return Map.of(
          "REST, a record each", server.recordsAlone(),
          "REST, one list", server.listOfRecords(),
          "REST, OIP", server.tensors(),
          "gRPC", server.remoteCall());
    }
  }

  private List<Integer> oneByOne(Predictor predictor) {
    return Stream.iterate(0, row -> row < flights.rows(), row -> row + 1)
        .map(row -> predictor.predict(flights.slice(row, 1)).column("probability").floatAt(0))
        .map(Float::floatToIntBits)
        .toList();
  }

  private List<Integer> records(Predictor predictor) {
    TypedPredictor<Flight, Delay> typed = predictor.as(Flight.class, Delay.class);
    return FlightRows.records(flights).stream()
        .map(flight -> Float.floatToIntBits(typed.predict(flight).probability()))
        .toList();
  }

  private static List<Integer> batch(Predictor predictor, Path input, Path output) {
    BatchJob.builder().predictor(predictor).input(input.toString()).output(output).build().run();
    return FlightRows.probabilities(output);
  }

  private static List<Integer> bits(Column column) {
    return Stream.iterate(0, row -> row < column.rows(), row -> row + 1)
        .map(row -> Float.floatToIntBits(column.floatAt(row)))
        .toList();
  }

  @Test
  @DisplayName("the same flights have the same answers, bit for bit")
  void answersAreEqual() {
    List<Integer> reference = answers.get("onnx").get("one by one");
    assertThat(reference).hasSize(flights.rows());
    assertThat(reference.stream().distinct().count()).isGreaterThan(1_000);
    answers.forEach(
        (engine, strategies) ->
            strategies.forEach(
                (strategy, bits) ->
                    assertThat(bits).as(engine + ", " + strategy).isEqualTo(reference)));
  }

  @Test
  @DisplayName("the README's matrix says what was seen")
  void readmeSaysWhatWasSeen() throws IOException {
    Path readme = ROOT.resolve("README.md");
    String text = Files.readString(readme);
    assertThat(GeneratedText.in(text, "matrix")).isEqualTo(matrix());
  }

  private String matrix() {
    List<String> strategies = answers.get("onnx").keySet().stream().sorted().toList();
    List<Integer> reference = answers.get("onnx").get("one by one");
    StringBuilder table = new StringBuilder("| engine |");
    strategies.forEach(strategy -> table.append(' ').append(strategy).append(" |"));
    table.append("\n|---|").append("---|".repeat(strategies.size())).append('\n');
    for (String engine : ENGINES) {
      table.append("| `").append(engine).append("` | ");
      table.append(
          strategies.stream()
              .map(strategy -> answers.get(engine).get(strategy).equals(reference))
              .map(equal -> equal ? "bit-equal" : "differs")
              .collect(Collectors.joining(" | ")));
      table.append(" |\n");
    }
    return table.toString();
  }
}
