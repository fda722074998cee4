package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The step normalise-text")
class NormaliseTextTest {

  @Test
  @DisplayName("trims and collapses white space of ASCII and of Unicode")
  void whiteSpace() {
    assertThat(run(List.of("trim"), "  a  b\t\n", "\u00a0ü \u3000", " \u001c ", "\u0085é"))
        .containsExactly("a  b", "ü", "", "é");
    assertThat(run(List.of("collapse"), "  a \t b ", "ü\u2003\u00a0 ö", ""))
        .containsExactly(" a b ", "ü ö", "");
  }

  @Test
  @DisplayName("changes case without regard to a language")
  void letterCase() {
    assertThat(run(List.of("lower"), "ABC xyz [@]", "ÄÖ Straße", "ΟΔΟΣ", "İ"))
        .containsExactly("abc xyz [@]", "äö straße", "οδος", "i\u0307");
    assertThat(run(List.of("upper"), "abc XYZ {`}", "straße"))
        .containsExactly("ABC XYZ {`}", "STRASSE");
  }

  @Test
  @DisplayName("composes letters")
  void normalForms() {
    assertThat(run(List.of("nfc"), "e\u0301", "plain", "ﬁ")).containsExactly("é", "plain", "ﬁ");
    assertThat(run(List.of("nfkc"), "ﬁ", "Ⅷ", "e\u0301")).containsExactly("fi", "VIII", "é");
  }

  @Test
  @DisplayName("does operations in the order given, keeps nulls and long texts")
  void several() {
    String longText = "Ü".repeat(3000);
    assertThat(run(List.of("lower", "trim"), " A ", null, longText, " Ä", "", " A ", null))
        .containsExactly("a", null, "ü".repeat(3000), "ä", "", "a", null);
  }

  @Test
  @DisplayName("gives a text the same result however often and between whatever it stands")
  void remembered() {
    String[] texts = new String[5000];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "É" + (i % 1500);
    }
    List<Object> answers = run(List.of("lower"), texts);
    for (int i = 0; i < texts.length; i++) {
      assertThat(answers.get(i)).isEqualTo("é" + (i % 1500));
    }
  }

  @Test
  @DisplayName("reports all mistakes at once")
  void problems() {
    Table table = Table.builder().longs("n", 1).build();
    assertThat(
            StepRun.problems(
                "normalise-text", Map.of("column", "n", "apply", List.of("trim", "nfd")), table))
        .containsExactly(
            "steps[0].column: column 'n' is INT64, expected text",
            "steps[0].apply: is 'nfd', expected one of trim, collapse, lower, upper, nfc, nfkc");
  }

  private static List<Object> run(List<String> operations, String... texts) {
    Table table = Table.builder().strings("s", texts).build();
    Map<String, Object> settings = Map.of("column", "s", "apply", operations);
    return StepRun.values(StepRun.of("normalise-text", settings, table).on(table).column("s"));
  }
}
