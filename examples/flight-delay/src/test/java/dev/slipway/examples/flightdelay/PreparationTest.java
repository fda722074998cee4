package dev.slipway.examples.flightdelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Table;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreparationTest {

  private final Preparation preparation = new Preparation();
  private final Table table = Table.builder().longs("x", 1, 2).strings("s", "a", "b").build();

  @Test
  @DisplayName("a step adds its columns and leaves the others")
  void adds() {
    Table prepared = preparation.apply(oneHot("a", "zero"), table);
    assertThat(prepared.names()).containsExactly("x", "s", "s_one_hot");
    assertThat(prepared.column("s_one_hot").doubleAt(0)).isEqualTo(1);
    assertThat(prepared.column("s_one_hot").doubleAt(1)).isEqualTo(0);
  }

  @Test
  @DisplayName("a row that a step refuses stops training")
  void refuses() {
    assertThatThrownBy(() -> preparation.apply(oneHot("a", "error"), table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot prepare row 1: ")
        .hasMessageContaining("'b'");
  }

  @Test
  @DisplayName("unknown steps and settings are named")
  void unknown() {
    assertThatThrownBy(() -> preparation.apply(StepSettings.of("one-hit"), table))
        .hasMessageContaining("no step 'one-hit', expected one of")
        .hasMessageContaining("one-hot");
    StepSettings misspelt = StepSettings.of("clip", "column", "x", "min", 0L, "maks", 1L);
    assertThatThrownBy(() -> preparation.apply(misspelt, table)).hasMessageContaining("[maks]");
  }

  private static StepSettings oneHot(String value, String unknown) {
    return StepSettings.of(
        "one-hot", "column", "s", "vocabulary", List.of(value), "unknown", unknown);
  }
}
