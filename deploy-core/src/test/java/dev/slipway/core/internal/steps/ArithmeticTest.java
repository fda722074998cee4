package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The step arithmetic")
class ArithmeticTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final Table TABLE =
      Table.builder()
          .column("a", Column.ofValues(ElementType.FLOAT64, 6.0, 0.0, NAN, null, -1.0, 1e308))
          .column("b", Column.ofValues(ElementType.FLOAT64, 4.0, 0.0, 0.0, 0.0, -0.0, 1e308))
          .build();

  @Test
  @DisplayName("computes in double with infinities and NaN as IEEE 754 has them")
  void operations() {
    assertThat(columns("add")).containsExactly(10.0, 0.0, NAN, NAN, -1.0, INFINITY);
    assertThat(columns("subtract")).containsExactly(2.0, 0.0, NAN, NAN, -1.0, 0.0);
    assertThat(columns("multiply")).containsExactly(24.0, 0.0, NAN, NAN, 0.0, INFINITY);
    assertThat(columns("divide")).containsExactly(1.5, NAN, NAN, NAN, INFINITY, 1.0);
  }

  @Test
  @DisplayName("a ratio to zero of either sign is what on-zero says, except for NaN")
  void ratio() {
    assertThat(columns("ratio", "on-zero", -7L)).containsExactly(1.5, -7.0, NAN, NAN, -7.0, 1.0);
  }

  @Test
  @DisplayName("takes a number on either side, and one column on both")
  void numbersAndOneColumn() {
    assertThat(run(Map.of("operation", "subtract", "left", "b", "value", 1L, "into", "c")))
        .startsWith(3.0, -1.0);
    assertThat(run(Map.of("operation", "subtract", "right", "b", "value", 1L, "into", "c")))
        .startsWith(-3.0, 1.0);
    assertThat(run(Map.of("operation", "multiply", "left", "b", "right", "b", "into", "c")))
        .startsWith(16.0, 0.0);
  }

  @Test
  @DisplayName("computes integers in double")
  void integers() {
    Table table = Table.builder().longs("a", Long.MAX_VALUE).ints("b", 1).build();
    Map<String, Object> settings =
        Map.of("operation", "add", "left", "a", "right", "b", "into", "a");
    Column sum = StepRun.of("arithmetic", settings, table).on(table).column("a");
    assertThat(sum.doubleAt(0)).isEqualTo(0x1p63);
  }

  @Test
  @DisplayName("reports all mistakes at once")
  void problems() {
    assertThat(
            StepRun.problems(
                "arithmetic",
                Map.of("operation", "plus", "left", "x", "on-zero", 1L, "value", NAN),
                TABLE))
        .containsExactly(
            "steps[0].operation: is 'plus', expected one of add, subtract, multiply, divide, ratio",
            "steps[0].left: 'x' is not a column before this step (the nearest is 'a')",
            "steps[0].value: is NaN, expected a finite number",
            "steps[0].on-zero: has no effect (set operation: ratio)",
            "steps[0].into: is required");
    assertThat(
            StepRun.problems(
                "arithmetic", Map.of("operation", "ratio", "left", "a", "into", "c"), TABLE))
        .containsExactly(
            "steps[0]: sets [left], expected two of left, right and value",
            "steps[0].on-zero: is required");
  }

  private static List<Object> columns(String operation, Object... more) {
    Map<String, Object> settings =
        new HashMap<>(Map.of("operation", operation, "left", "a", "right", "b", "into", "c"));
    if (more.length > 0) {
      settings.put((String) more[0], more[1]);
    }
    return run(settings);
  }

  private static List<Object> run(Map<String, Object> settings) {
    return StepRun.values(StepRun.of("arithmetic", settings, TABLE).on(TABLE).column("c"));
  }
}
