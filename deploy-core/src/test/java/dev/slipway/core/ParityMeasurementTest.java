package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Parity;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.UnsupportedModelException;
import dev.slipway.core.ExecutionRules.Batch;
import dev.slipway.core.fixtures.MoodyEngine;
import dev.slipway.core.fixtures.MoodyEngine.Mood;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A parity measurement")
class ParityMeasurementTest {

  private static final RowSettings ROWS = RowSettings.defaults().withRows(150);

  @TempDir Path folder;

  private static ParityMeasurement.Builder measurement(ElementType type, Shape shape, Mood mood) {
    return ParityMeasurement.builder()
        .engines(Engines.of(List.of(new MoodyEngine(type, shape, mood))))
        .rows(ROWS);
  }

  private static ParityMeasurement.Builder measurement(Mood mood) {
    return measurement(ElementType.UINT8, Shape.of(-1), mood);
  }

  private ParityReport measured(ParityMeasurement.Builder measurement) {
    try (ModelPackage source =
        ModelPackage.read(OnnxFile.logistic().write(folder.resolve("m.onnx")))) {
      return measurement.build().measure(source);
    }
  }

  private static ExecutionRules rules(OptionalInt threads, int minRows, Batch batch, int fixed) {
    return new ExecutionRules(threads, minRows, batch, fixed);
  }

  @Test
  @DisplayName("finds the least restrictive rules for each way of depending on how rows are run")
  void candidates() {
    OptionalInt free = OptionalInt.empty();
    OptionalInt one = OptionalInt.of(1);

    assertRules((rows, row, threads) -> 0, rules(free, 1, Batch.ANY, 0));
    assertRules((rows, row, threads) -> threads, rules(one, 1, Batch.ANY, 0));
    assertRules((rows, row, threads) -> rows == 1 ? 1 : 0, rules(free, 2, Batch.ANY, 0));
    assertRules((rows, row, threads) -> rows == 1 ? 5 : threads, rules(one, 2, Batch.ANY, 0));
    assertRules((rows, row, threads) -> rows, rules(free, 1, Batch.FIXED, 64));
    assertRules((rows, row, threads) -> rows + threads, rules(one, 1, Batch.FIXED, 64));
    assertRules((rows, row, threads) -> row, rules(free, 1, Batch.SINGLE, 0));
    assertRules((rows, row, threads) -> row + threads, rules(one, 1, Batch.SINGLE, 0));
  }

  private void assertRules(Mood mood, ExecutionRules expected) {
    ParityReport report = measured(measurement(mood));
    assertThat(report.execution()).isEqualTo(expected);
    assertThat(report.parity()).isEqualTo(Parity.exact());
    assertThat(report.holds()).isTrue();
  }

  @Test
  @DisplayName("says what was tried, how far answers were apart, and that nothing can be named")
  void report() {
    ParityReport report = measured(measurement((rows, row, threads) -> rows == 1 ? 0.5f : 0));

    assertThat(report.rows()).isEqualTo(150);
    assertThat(report.sources()).isEqualTo(new RowSources(0, 0, 0, 150, 0));
    // 6 batch sizes, 3 orders, 2 thread counts, 1 and 2 callers
    assertThat(report.combinations()).isEqualTo(6 * 3 * 2 * 2);
    assertThat(report.attempts()).hasSize(2);
    ExecutionAttempt first = report.attempts().get(0);
    assertThat(first.outputs().get(0).absolute()).isEqualTo(0.5);
    assertThat(first.outputs().get(0).differingRows()).isEqualTo(150);
    assertThat(first.situation()).contains("batches of 2, forward, intra-op 1, 1 caller");
    assertThat(report.operator().orElseThrow().operator()).isEmpty();
    assertThat(report.operator().orElseThrow())
        .hasToString("no operator can be named: the engine moody does not show single operators");
  }

  @Test
  @DisplayName("lets rounding pass as a tolerance, with room to spare, if that is asked for")
  void tolerance() {
    Mood rounding = (rows, row, threads) -> rows == 1 ? 0 : 0x1p-22f;

    ParityReport report =
        measured(
            measurement(ElementType.FLOAT32, Shape.of(-1), rounding)
                .require(Parity.Level.TOLERANCE));

    assertThat(report.execution()).isEqualTo(ExecutionRules.unrestricted());
    assertThat(report.parity().level()).isEqualTo(Parity.Level.TOLERANCE);
    assertThat(report.parity().absolute()).isEqualTo(5e-7);
    assertThat(report.parity().relative()).isBetween(1e-7, 5e-7);
  }

  @Test
  @DisplayName("finds out that rows alone differ, and takes rounding among them for a tolerance")
  void notRepeatable() {
    SplittableRandom chance = new SplittableRandom(1);
    Mood wild = (rows, row, threads) -> chance.nextInt(100);
    Mood mild = (rows, row, threads) -> chance.nextInt(2) * 0x1p-22f;

    assertThatThrownBy(() -> measured(measurement(wild)))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("a row alone has another answer at every call, 'y' by up to")
        .hasMessageContaining("no operator can be named");
    assertThatThrownBy(() -> measured(measurement(wild).require(Parity.Level.EXACT)))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("with parity exact");
    ParityMeasurement.Builder floats = measurement(ElementType.FLOAT32, Shape.of(-1), mild);
    assertThat(measured(floats).parity().level()).isEqualTo(Parity.Level.TOLERANCE);
    assertThat(measured(measurement(wild).require(Parity.Level.METRIC)).parity().level())
        .isEqualTo(Parity.Level.METRIC);
  }

  @Test
  @DisplayName("drops rows that are not answered alone and counts them, or says what to give")
  void dropped() {
    Mood none = (rows, row, threads) -> 0;
    RowSources sources = measured(measurement(ElementType.FLOAT32, Shape.of(-1), none)).sources();
    assertThat(sources.dropped()).isGreaterThan(50);
    assertThat(sources.generated()).isEqualTo(150);
    Mood failing =
        (rows, row, threads) -> {
          throw new EngineException(ErrorCode.ENGINE_FAILURE, "no such word", null);
        };
    assertThatThrownBy(() -> measured(measurement(failing)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the model answers 0 of those that were tried, expected at least 16")
        .hasMessageContaining("--records")
        .hasMessageContaining("no such word");
  }

  @Test
  @DisplayName("tries several lengths of free dimensions, mostly one of them")
  void freeDimensions() {
    ParityReport report =
        measured(measurement(ElementType.UINT8, Shape.of(-1, -1), (rows, row, threads) -> 0));
    assertThat(report.rows()).isEqualTo(150 + 9 + 9);
  }

  @Test
  @DisplayName("takes fewer rows of a model that its time is too short for")
  void budget() {
    ParityReport report =
        measured(
            measurement((rows, row, threads) -> 0)
                .rows(RowSettings.defaults().withBudget(Duration.ofNanos(8))));
    assertThat(report.rows()).isEqualTo(RowSettings.FEWEST_ROWS);
  }

  @Test
  @DisplayName("uses the caller's records, and makes rows like them")
  void records() {
    RowSettings rows =
        ROWS.withRecords(
            signature ->
                Table.builder().column("x", Column.ofValues(ElementType.UINT8, 7)).build());
    ParityReport report = measured(measurement((r, row, threads) -> 0).rows(rows));
    assertThat(report.sources()).isEqualTo(new RowSources(0, 0, 1, 149, 0));
    RowSettings wrong = ROWS.withRecords(signature -> Table.builder().doubles("z", 1).build());
    assertThatThrownBy(() -> measured(measurement((r, row, threads) -> 0).rows(wrong)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column 'x'");
  }

  @Test
  @DisplayName("checks what is stated, at the thread count that is stated")
  void check() throws IOException {
    OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Files.writeString(
        folder.resolve("slipway.yaml"),
        "format: slipway/1\nmodel: model.onnx\nparity: {level: exact}\nexecution: {intra-op: 2}\n");
    try (ModelPackage source = ModelPackage.read(folder)) {
      assertThat(measurement((rows, row, threads) -> threads).build().check(source).holds())
          .isTrue();
      ParityReport report = measurement((rows, row, threads) -> rows).build().check(source);
      assertThat(report.holds()).isFalse();
      assertThat(report.attempts()).hasSize(1);
    }
  }

  @Test
  @DisplayName("makes the same rows from one seed and others from another")
  void seed() {
    Mood mood = (rows, row, threads) -> 0;
    ParityMeasurement.Builder floats = measurement(ElementType.FLOAT32, Shape.of(-1), mood);
    RowSources first = measured(floats).sources();
    assertThat(measured(floats).sources()).isEqualTo(first);
    assertThat(measured(floats.rows(ROWS.withSeed(2))).sources()).isNotEqualTo(first);
  }
}
