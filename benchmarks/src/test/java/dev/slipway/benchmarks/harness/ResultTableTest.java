package dev.slipway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A table of results")
class ResultTableTest {

  private static final Results RESULTS =
      new Results(
          Map.of("cores", "2"),
          Map.of("peer", "there is no peer (install it)"),
          List.of(
              new Figure("ours", "ns", List.of(3000.0, 1000.0, 2000.0)),
              new Figure("limit", "ns", List.of(1000.0, 1200.0))));

  private static Subject subject(Goal goal) {
    return new Subject(
        "one",
        "something",
        new Subject.Micro(Object.class),
        List.of(new Comparison("a call", "ours", "limit", "ns", goal)));
  }

  @Test
  @DisplayName("shows medians, the spread and the ratio, and says that a goal is missed")
  void missed() {
    ResultTable table = new ResultTable(subject(Goal.ratioAtMost(1.8)), RESULTS);
    assertThat(table.markdown())
        .endsWith(
            "| a call | ours 2 µs (1000 to 3000) | limit 1.1 µs (1000 to 1200) | 1.82 × | ≤ 1.8 × |"
                + " **missed** |");
    assertThat(table.shortfalls()).containsExactly("a call: 1.82 ×, expected ≤ 1.8 ×");
  }

  @Test
  @DisplayName("says that a goal is met, whatever its kind")
  void met() {
    for (Goal goal :
        List.of(
            Goal.ratioAtMost(1.9),
            Goal.speedAtLeast(0.5),
            Goal.moreAtMost(900),
            Goal.atMost(2000))) {
      ResultTable table = new ResultTable(subject(goal), RESULTS);
      assertThat(table.markdown()).endsWith(" met |");
      assertThat(table.shortfalls()).isEmpty();
    }
  }

  @Test
  @DisplayName("takes more for better where a goal says so")
  void rates() {
    Results rates =
        new Results(
            Map.of(),
            Map.of(),
            List.of(
                new Figure("ours", "requests/s @ one row", List.of(900.0)),
                new Figure("limit", "requests/s @ one row", List.of(1000.0))));
    for (double least : List.of(0.8, 0.95)) {
      Comparison one =
          new Comparison(
              "one row", "ours", "limit", "requests/s @ one row", Goal.ratioAtLeast(least));
      Subject subject =
          new Subject("one", "something", new Subject.Micro(Object.class), List.of(one));
      assertThat(new ResultTable(subject, rates).markdown())
          .endsWith(
              "| one row | ours 900 requests/s (900 to 900) | limit 1000 requests/s (1000 to 1000)"
                  + " | 0.90 × | ≥ "
                  + least
                  + (least < 0.9 ? " × | met |" : " × | **missed** |"));
    }
  }

  @Test
  @DisplayName("says why a path was left out")
  void leftOut() {
    Subject subject =
        new Subject(
            "one",
            "something",
            new Subject.Micro(Object.class),
            List.of(new Comparison("a call", "ours", "peer", "ns", Goal.ratioAtMost(1))));
    ResultTable table = new ResultTable(subject, RESULTS);
    assertThat(table.markdown())
        .endsWith("| a call | not measured: there is no peer (install it) | | | ≤ 1 × | |");
    assertThat(table.shortfalls()).isEmpty();
  }

  @Test
  @DisplayName("comes out of a file of results as it went in")
  void file(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep/one.tsv");
    RESULTS.write(file);
    assertThat(Results.read(file)).isEqualTo(RESULTS);
    Files.writeString(file, "nothing\n");
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a line begins with 'nothing'");
  }

  @Test
  @DisplayName("takes its place in a page between the marks, and names what is missed first")
  void page(@TempDir Path folder) throws IOException {
    RESULTS.write(folder.resolve("one.tsv"));
    Page page = new Page(List.of(subject(Goal.ratioAtMost(1))));
    String text = "head\n<!-- written from results -->\nold\n<!-- end -->\nfoot\n";
    String filled = page.filled(text, folder);
    assertThat(filled)
        .startsWith("head\n<!-- written from results -->\n\nShortfalls:\n\n- `one`: a call: 1.82 ×")
        .contains("cores 2")
        .endsWith("<!-- end -->\nfoot\n")
        .doesNotContain("old");
    assertThat(page.filled(filled, folder)).isEqualTo(filled);
    assertThatThrownBy(() -> page.filled("no marks", folder)).hasMessageContaining("lacks");
  }
}
