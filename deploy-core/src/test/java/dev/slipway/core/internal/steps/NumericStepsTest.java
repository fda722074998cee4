package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The steps standardise, clip and impute")
class NumericStepsTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final Table TABLE =
      Table.builder()
          .column(
              "x",
              Column.ofValues(
                  ElementType.FLOAT64, 1.0, -0.0, Double.NaN, null, INFINITY, -INFINITY))
          .column("n", Column.ofValues(ElementType.INT32, 1, 2, 3, null, 5, 6))
          .strings("s", "a", "", null, "d", "e", "f")
          .build();

  @Test
  @DisplayName("standardise subtracts the mean and divides by the scale, 0 counting as 1")
  void standardise() {
    Map<String, Object> settings =
        Map.of("columns", List.of("x", "n"), "mean", List.of(0.5, 1L), "scale", List.of(0L, 4.0));
    Table answer = StepRun.of("standardise", settings, TABLE).on(TABLE);
    assertThat(answer.column("n").type()).isEqualTo(ElementType.FLOAT64);
    assertThat(StepRun.values(answer.column("x")))
        .containsExactly(0.5, -0.5, Double.NaN, Double.NaN, INFINITY, -INFINITY);
    assertThat(StepRun.values(answer.column("n")))
        .containsExactly(0.0, 0.25, 0.5, Double.NaN, 1.0, 1.25);
  }

  @Test
  @DisplayName("clip moves what is outside to the ends and keeps NaN and -0")
  void clip() {
    Map<String, Object> settings = Map.of("column", "x", "min", 0L, "max", 0.5, "into", "y");
    assertThat(StepRun.values(StepRun.of("clip", settings, TABLE).on(TABLE).column("y")))
        .containsExactly(0.5, -0.0, Double.NaN, Double.NaN, 0.5, 0.0);
    assertThat(
            StepRun.values(
                StepRun.of("clip", Map.of("column", "x", "max", 0L), TABLE).on(TABLE).column("x")))
        .containsExactly(0.0, -0.0, Double.NaN, Double.NaN, 0.0, -INFINITY);
  }

  @Test
  @DisplayName("impute replaces nulls and NaN, and keeps the type of integers given a whole number")
  void impute() {
    Map<String, Object> settings =
        Map.of("columns", List.of("x", "n", "s"), "values", List.of(9.5, 7L, "none"));
    Table answer = StepRun.of("impute", settings, TABLE).on(TABLE);
    assertThat(StepRun.values(answer.column("x")))
        .containsExactly(1.0, -0.0, 9.5, 9.5, INFINITY, -INFINITY);
    assertThat(answer.column("n").type()).isEqualTo(ElementType.INT32);
    assertThat(StepRun.values(answer.column("n"))).containsExactly(1L, 2L, 3L, 7L, 5L, 6L);
    assertThat(StepRun.values(answer.column("s"))).containsExactly("a", "", "none", "d", "e", "f");
  }

  @Test
  @DisplayName("impute makes an integer column floating for a number with a decimal point")
  void imputeMean() {
    Map<String, Object> settings = Map.of("column", "n", "value", 2.0, "strategy", "mean");
    Table answer = StepRun.of("impute", settings, TABLE).on(TABLE);
    assertThat(StepRun.values(answer.column("n"))).containsExactly(1.0, 2.0, 3.0, 2.0, 5.0, 6.0);
  }

  @Test
  @DisplayName("impute takes long texts and the ends of integer types")
  void imputeEnds() {
    String longText = "ü".repeat(500);
    Table table =
        Table.builder()
            .strings("s", null, longText)
            .column("i", Column.ofValues(ElementType.INT8, null, -128))
            .column("u", Column.ofValues(ElementType.UINT64, null, 1))
            .column("b", Column.ofValues(ElementType.BOOL, null, false))
            .build();
    Map<String, Object> settings =
        Map.of(
            "columns", List.of("s", "i", "u", "b"),
            "values", List.of(longText, 127L, Long.MAX_VALUE, 1L));
    Table answer = StepRun.of("impute", settings, table).on(table);
    assertThat(StepRun.values(answer.column("s"))).containsExactly(longText, longText);
    assertThat(StepRun.values(answer.column("i"))).containsExactly(127L, -128L);
    assertThat(answer.column("u").longAt(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(StepRun.values(answer.column("b"))).containsExactly(true, false);
  }

  @Test
  @DisplayName("numbers that do not fit their columns are reported at once")
  void problems() {
    assertThat(
            StepRun.problems(
                "standardise",
                Map.of(
                    "columns", List.of("x", "n", "s", "x"),
                    "mean", List.of(1.0, Double.NaN),
                    "scale", List.of(1.0, -2.0, 3.0)),
                TABLE))
        .containsExactly(
            "steps[0].columns: has 'x' twice, expected it once",
            "steps[0].columns: column 's' is STRING, expected numbers",
            "steps[0].mean: has NaN, expected a finite number",
            "steps[0].scale: has -2.0, expected a finite number of at least 0");
    assertThat(
            StepRun.problems(
                "standardise",
                Map.of("columns", List.of("x", "n"), "mean", List.of(1.0, 2.0, 3.0), "scale", "s"),
                TABLE))
        .containsExactly(
            "steps[0].mean: has 3 numbers, expected one or one for each of 2",
            "steps[0].scale: is s, expected a number");
    assertThat(StepRun.problems("clip", Map.of("column", "x"), TABLE))
        .containsExactly("steps[0]: sets neither min nor max, expected at least one of them");
    assertThat(StepRun.problems("clip", Map.of("column", "x", "min", 2L, "max", 1L), TABLE))
        .containsExactly("steps[0].min: is 2.0, greater than max 1.0, expected at most that");
    assertThat(StepRun.problems("impute", Map.of("column", "n", "value", 1L << 40), TABLE))
        .containsExactly(
            "steps[0].value: has 1099511627776 for the INT32 column 'n', expected a finite number"
                + " that fits it");
    assertThat(
            StepRun.problems(
                "impute", Map.of("column", "s", "value", "u", "strategy", "mean"), TABLE))
        .containsExactly("steps[0].strategy: is mean for text, which has none");
    assertThat(
            StepRun.problems(
                "clip",
                Map.of("columns", List.of("x", "n"), "min", 0L, "into", List.of("a")),
                TABLE))
        .containsExactly("steps[0].into: has 1 names, expected one for each of [x, n]");
  }
}
