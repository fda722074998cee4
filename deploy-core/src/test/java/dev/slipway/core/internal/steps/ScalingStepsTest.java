package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The steps min-max, log1p, power, cyclical and bucketise")
class ScalingStepsTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final Table ODD =
      Table.builder()
          .column("x", Column.ofValues(ElementType.FLOAT64, -0.0, NAN, null, INFINITY, -INFINITY))
          .build();

  @Test
  @DisplayName("min-max maps the extremes to the range and others outside, or clips them")
  void minMax() {
    Map<String, Object> settings =
        Map.of("column", "x", "min", 10L, "max", 20L, "range", List.of(-1L, 1L));
    assertThat(numbers("min-max", settings, 10, 15, 20, 30)).containsExactly(-1, 0, 1, 3);
    Map<String, Object> clipped = Map.of("column", "x", "min", 10L, "max", 20L, "outside", "clip");
    assertThat(numbers("min-max", clipped, 5, 15, 30)).containsExactly(0, 0.5, 1);
    assertThat(odd("min-max", clipped)).containsExactly(0.0, NAN, NAN, 1.0, 0.0);
    assertThat(odd("min-max", settings)).containsExactly(-3.0, NAN, NAN, INFINITY, -INFINITY);
  }

  @Test
  @DisplayName("min-max takes extremes that are equal as one apart")
  void minMaxOfConstant() {
    assertThat(numbers("min-max", Map.of("column", "x", "min", 3L, "max", 3L), 3, 4))
        .containsExactly(0, 1);
  }

  @Test
  @DisplayName("log1p is exact near 0, NaN below -1 and -infinity there")
  void log1p() {
    assertThat(numbers("log1p", Map.of("column", "x"), 1e-20, Math.E - 1, -1, -1.5))
        .containsExactly(1e-20, 1, -INFINITY, NAN);
    assertThat(odd("log1p", Map.of("column", "x"))).containsExactly(-0.0, NAN, NAN, INFINITY, NAN);
  }

  @Test
  @DisplayName("power follows Yeo and Johnson on both sides of 0 and at their logarithms")
  void yeoJohnson() {
    double[] root = numbers("power", Map.of("column", "x", "lambda", 0.5), 3, -3, 0);
    assertThat(root[0]).isEqualTo(2, within(1e-15));
    assertThat(root[1]).isEqualTo(-(Math.pow(4, 1.5) - 1) / 1.5, within(1e-14));
    assertThat(root[2]).isZero();
    assertThat(numbers("power", Map.of("column", "x", "lambda", 0L), Math.E - 1, -3))
        .containsExactly(new double[] {1, -7.5}, within(1e-14));
    assertThat(numbers("power", Map.of("column", "x", "lambda", 2L), 3, 1 - Math.E))
        .containsExactly(new double[] {7.5, -1}, within(1e-14));
    assertThat(odd("power", Map.of("column", "x", "lambda", -0.5)))
        .containsExactly(-0.0, NAN, NAN, 2.0, -INFINITY);
  }

  @Test
  @DisplayName("power follows Box and Cox and refuses what is not positive")
  void boxCox() {
    Map<String, Object> settings = Map.of("column", "x", "method", "box-cox", "lambda", 2L);
    Table table = Table.builder().doubles("x", 3, 0, -1, NAN).build();
    StepRun run = StepRun.of("power", settings, table);
    Column answer = run.on(table).column("x");
    assertThat(answer.doubleAt(0)).isEqualTo(4, within(1e-14));
    assertThat(answer.doubleAt(3)).isNaN();
    assertThat(run.rejections())
        .containsExactly(
            "1: column 'x' is 0.0, expected a number greater than 0",
            "2: column 'x' is -1.0, expected a number greater than 0");
    Map<String, Object> logarithm = Map.of("column", "x", "method", "box-cox", "lambda", 0L);
    assertThat(numbers("power", logarithm, 1, Math.E, INFINITY)).containsExactly(0, 1, INFINITY);
  }

  @Test
  @DisplayName("power with an exponent keeps NaN even for 0")
  void exponent() {
    Map<String, Object> zero = Map.of("column", "x", "method", "exponent", "lambda", 0L);
    assertThat(odd("power", zero)).containsExactly(1.0, NAN, NAN, 1.0, 1.0);
    Map<String, Object> half = Map.of("column", "x", "method", "exponent", "lambda", 0.5);
    assertThat(numbers("power", half, 4, -4)).containsExactly(2, NAN);
  }

  @Test
  @DisplayName("cyclical gives sine and cosine of the share of the period")
  void cyclical() {
    Table hours = Table.builder().longs("hour", 0, 6, 12, 25).build();
    Table answer = StepRun.of("cyclical", Map.of("column", "hour", "period", 24L), hours).on(hours);
    assertThat(answer.names()).containsExactly("hour_sin", "hour_cos");
    assertThat(doubles(answer.column("hour_sin")))
        .containsExactly(new double[] {0, 1, 0, 0.25881904510252074}, within(1e-15));
    assertThat(doubles(answer.column("hour_cos")))
        .containsExactly(new double[] {1, 0, -1, 0.9659258262890683}, within(1e-15));
    Map<String, Object> settings = Map.of("column", "x", "period", 1L, "into", List.of("x", "y"));
    assertThat(odd("cyclical", settings)).containsExactly(-0.0, NAN, NAN, NAN, NAN);
  }

  @Test
  @DisplayName("bucketise closes intervals below and gives missing values a bucket or refuses them")
  void bucketise() {
    Map<String, Object> settings =
        Map.of("column", "x", "boundaries", List.of(0L, 1.5), "into", "x", "missing", "bucket");
    Table table = Table.builder().doubles("x", -0.1, 0, 1.4, 1.5, 9).build();
    assertThat(StepRun.values(StepRun.of("bucketise", settings, table).on(table).column("x")))
        .containsExactly(0L, 1L, 1L, 2L, 2L);
    assertThat(StepRun.values(StepRun.of("bucketise", settings, ODD).on(ODD).column("x")))
        .containsExactly(1L, 3L, 3L, 2L, 0L);
    StepRun strict = StepRun.of("bucketise", Map.of("column", "x", "boundaries", 0L), ODD);
    assertThat(strict.on(ODD).names()).containsExactly("x_bucket");
    assertThat(strict.rejections())
        .containsExactly(
            "1: column 'x' is NaN, expected a number", "2: column 'x' is null, expected a number");
    Map<String, Object> oneHot =
        Map.of("column", "x", "boundaries", List.of(0L, 1L), "output", "one-hot");
    assertThat(StepRun.of("bucketise", oneHot, table).on(table).column("x_bucket").valueAt(0))
        .isEqualTo(List.of(1f, 0f, 0f));
  }

  @Test
  @DisplayName("all mistakes in a definition are reported at once")
  void problems() {
    assertThat(
            StepRun.problems(
                "min-max",
                Map.of("column", "x", "min", 2L, "max", 1L, "range", 1L, "outside", "cut"),
                ODD))
        .containsExactly(
            "steps[0].min: is 2.0, greater than max 1.0, expected at most that",
            "steps[0].range: is [1.0], expected two ascending numbers",
            "steps[0].outside: is 'cut', expected one of keep, clip");
    assertThat(StepRun.problems("power", Map.of("column", "x", "method", "cox"), ODD))
        .containsExactly(
            "steps[0].method: is 'cox', expected one of yeo-johnson, box-cox, exponent",
            "steps[0].lambda: is required");
    assertThat(StepRun.problems("cyclical", Map.of("column", "x", "period", 0L), ODD))
        .containsExactly("steps[0].period: has 0.0, expected a finite number greater than 0");
    assertThat(
            StepRun.problems(
                "bucketise", Map.of("column", "x", "boundaries", List.of(1L, 1L, INFINITY)), ODD))
        .containsExactly(
            "steps[0].boundaries: has Infinity, expected a finite number",
            "steps[0].boundaries: has 1.0 before 1.0, expected ascending numbers");
    assertThat(StepRun.problems("bucketise", Map.of("column", "x", "boundaries", List.of()), ODD))
        .containsExactly("steps[0].boundaries: is empty, expected at least one number");
  }

  private static double[] numbers(String type, Map<String, Object> settings, double... values) {
    Table table = Table.builder().doubles("x", values).build();
    return doubles(StepRun.of(type, settings, table).on(table).column("x"));
  }

  private static List<Object> odd(String type, Map<String, Object> settings) {
    return StepRun.values(StepRun.of(type, settings, ODD).on(ODD).column("x"));
  }

  private static double[] doubles(Column column) {
    double[] values = new double[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = column.doubleAt(row);
    }
    return values;
  }
}
