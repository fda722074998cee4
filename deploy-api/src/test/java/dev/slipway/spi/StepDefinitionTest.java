package dev.slipway.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A step definition")
class StepDefinitionTest {

  private static StepDefinition definition(Map<String, Object> settings) {
    return new StepDefinition("steps[2]", settings);
  }

  @Test
  @DisplayName("reads settings by name and type, one value as a list of one")
  void values() {
    StepDefinition step =
        definition(
            Map.of(
                "column",
                "hour",
                "mean",
                3L,
                "scale",
                0.5,
                "names",
                List.of("a", "b"),
                "edges",
                List.of(1L, 2.5),
                "any",
                List.of("a", 1L, true)));
    assertThat(step.text("column")).isEqualTo("hour");
    assertThat(step.text("other", "default")).isEqualTo("default");
    assertThat(step.text("column", "default")).isEqualTo("hour");
    assertThat(step.number("mean")).isEqualTo(3);
    assertThat(step.number("scale", 9)).isEqualTo(0.5);
    assertThat(step.number("offset", 9)).isEqualTo(9);
    assertThat(step.texts("names")).containsExactly("a", "b");
    assertThat(step.texts("column")).containsExactly("hour");
    assertThat(step.numbers("edges")).containsExactly(1.0, 2.5);
    assertThat(step.numbers("mean")).containsExactly(3.0);
    assertThat(step.values("any")).containsExactly("a", 1L, true);
    assertThat(step.problems()).isEmpty();
  }

  @Test
  @DisplayName("reports everything that is missing or of another type, and goes on")
  void problems() {
    StepDefinition step =
        definition(
            Map.of(
                "column",
                5L,
                "flag",
                true,
                "mean",
                "three",
                "names",
                Arrays.asList("a", 1L, null),
                "edges",
                List.of("x")));
    assertThat(step.text("column")).isEmpty();
    assertThat(step.text("flag", "default")).isEqualTo("default");
    assertThat(step.text("absent")).isEmpty();
    assertThat(step.number("mean")).isNaN();
    assertThat(step.number("far")).isNaN();
    assertThat(step.number("mean", 4)).isEqualTo(4);
    assertThat(step.texts("names")).containsExactly("a");
    assertThat(step.numbers("edges")).isEmpty();
    assertThat(step.texts("gone")).isEmpty();
    assertThat(step.values("names")).containsExactly("a", 1L);
    step.problem("", "is odd");
    assertThat(step.problems())
        .containsExactly(
            new Problem("steps[2].column", "is 5, expected a text (put it in quotes)"),
            new Problem("steps[2].flag", "is true, expected a text (put it in quotes)"),
            new Problem("steps[2].absent", "is required"),
            new Problem("steps[2].mean", "is three, expected a number"),
            new Problem("steps[2].far", "is required"),
            new Problem("steps[2].mean", "is three, expected a number"),
            new Problem("steps[2].names", "is 1, expected a text (put it in quotes)"),
            new Problem("steps[2].names", "is null, expected a text"),
            new Problem("steps[2].edges", "is x, expected a number"),
            new Problem("steps[2].gone", "is required"),
            new Problem("steps[2].names", "is null, expected a value"),
            new Problem("steps[2]", "is odd"));
  }

  @Test
  @DisplayName("knows which settings nobody asked for")
  void unknown() {
    StepDefinition step = definition(Map.of("column", "a", "colum", "b"));
    step.text("column");
    step.has("mean");
    assertThat(step.unknown()).containsExactly("colum");
    assertThat(step.known()).containsExactly("column", "mean");
  }

  @Test
  @DisplayName("takes a key without a value as not set, and copies what it is given")
  void empty() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("column", null);
    settings.put("mean", 1L);
    StepDefinition step = definition(settings);
    settings.clear();
    assertThat(step.has("column")).isFalse();
    assertThat(step.has("mean")).isTrue();
    assertThat(step.text("column")).isEmpty();
    assertThat(step.text("column")).isEmpty();
    assertThat(step.problems()).containsExactly(new Problem("steps[2].column", "is required"));
    assertThatThrownBy(() -> step.texts("mean").add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
