package dev.slipway.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The nearest word")
class NearestWordTest {

  @Test
  @DisplayName("takes the fewest letters inserted, deleted, replaced or swapped")
  void fewestChanges() {
    List<String> known = List.of("columns", "column", "colour");

    assertThat(NearestWord.of("colums", known)).contains("column");
    assertThat(NearestWord.of("oclumn", known)).contains("column");
    assertThat(NearestWord.of("columnss", known)).contains("columns");
    assertThat(NearestWord.of("color", known)).contains("colour");
    assertThat(NearestWord.of("b", Set.of("c", "a"))).contains("a");
    assertThat(NearestWord.of("word", List.of())).isEmpty();
  }

  @Test
  @DisplayName("does not mind case, dashes or underscores, nor letters far behind")
  void likeness() {
    assertThat(NearestWord.of("MIN_ROWS", List.of("max-row", "min-rows"))).contains("min-rows");
    String end = "x".repeat(64);
    assertThat(NearestWord.of(end + "b", List.of(end + "c", end + "a"))).contains(end + "a");
  }

  @Test
  @DisplayName("is much alike if at most a third of the letters had to change")
  void alike() {
    assertThat(NearestWord.alike("distanze", List.of("date", "distance"))).contains("distance");
    assertThat(NearestWord.alike("abcdef", List.of("abcdxy"))).contains("abcdxy");
    assertThat(NearestWord.alike("abcdef", List.of("abcxyz"))).isEmpty();
    assertThat(NearestWord.alike("a", List.of("b"))).isEmpty();
  }
}
