package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The steps one-hot and ordinal")
class CategoryStepsTest {

  private static final Table AIRPORTS =
      Table.builder().strings("from", "ATL", "ORD", "XXX", null, "", "a name that is long").build();
  private static final Table CODES =
      Table.builder()
          .column("code", Column.ofValues(ElementType.INT64, 5L, Long.MAX_VALUE, -1L, null))
          .build();

  @Test
  @DisplayName("one-hot puts a one in the value's place and zeros for unknown values")
  void oneHotOfText() {
    Table answer = oneHot("zero").on(AIRPORTS);
    assertThat(answer.names()).containsExactly("from_one_hot");
    assertThat(answer.column("from_one_hot").rowShape()).isEqualTo(Shape.of(2));
    assertThat(answer.column("from_one_hot").type()).isEqualTo(ElementType.FLOAT32);
    assertThat(StepRun.values(answer.column("from_one_hot")))
        .containsExactly(
            List.of(0f, 1f),
            List.of(1f, 0f),
            List.of(0f, 0f),
            List.of(0f, 0f),
            List.of(0f, 0f),
            List.of(0f, 0f));
  }

  @Test
  @DisplayName("one-hot has one more place with unknown: other")
  void oneHotWithOther() {
    StepRun run = oneHot("other");
    assertThat(run.step().outputs().get(0).rowShape()).isEqualTo(Shape.of(3));
    assertThat(StepRun.values(run.on(AIRPORTS).column("from_one_hot")))
        .startsWith(List.of(0f, 1f, 0f), List.of(1f, 0f, 0f), List.of(0f, 0f, 1f));
    assertThat(run.rejections()).isEmpty();
  }

  @Test
  @DisplayName("one-hot refuses rows with unknown values and nulls by default")
  void oneHotRefuses() {
    StepRun run = oneHot("error");
    run.on(AIRPORTS);
    assertThat(run.rejections())
        .containsExactly(
            "2: column 'from' is 'XXX', expected one of the 2 values of its vocabulary",
            "3: column 'from' is null, expected one of the 2 values of its vocabulary",
            "4: column 'from' is '', expected one of the 2 values of its vocabulary",
            "5: column 'from' is 'a name that is long', expected one of the 2 values of its"
                + " vocabulary");
  }

  private static StepRun oneHot(String unknown) {
    return StepRun.of(
        "one-hot",
        Map.of("column", "from", "vocabulary", List.of("ORD", "ATL"), "unknown", unknown),
        AIRPORTS);
  }

  @Test
  @DisplayName("one-hot of several columns shares the vocabulary and names outputs by into")
  void severalColumns() {
    Table table = Table.builder().strings("a", "x").strings("b", "y").build();
    Map<String, Object> settings =
        Map.of(
            "columns", List.of("a", "b"),
            "vocabulary", List.of("x", "y"),
            "into", List.of("from", "to"));
    Table answer = StepRun.of("one-hot", settings, table).on(table);
    assertThat(answer.column("from").valueAt(0)).isEqualTo(List.of(1f, 0f));
    assertThat(answer.column("to").valueAt(0)).isEqualTo(List.of(0f, 1f));
  }

  @Test
  @DisplayName("ordinal gives exact integers their codes and refuses others")
  void ordinalOfIntegers() {
    StepRun run =
        StepRun.of(
            "ordinal", Map.of("column", "code", "vocabulary", List.of(Long.MAX_VALUE, 5L)), CODES);
    assertThat(StepRun.values(run.on(CODES).column("code"))).startsWith(1L, 0L);
    assertThat(run.rejections())
        .containsExactly(
            "2: column 'code' is -1, expected one of the 2 values of its vocabulary",
            "3: column 'code' is null, expected one of the 2 values of its vocabulary");
  }

  @Test
  @DisplayName("ordinal counts from first and gives unknown values a code of their own")
  void ordinalWithUnknown() {
    Map<String, Object> settings =
        Map.of(
            "column",
            "from",
            "vocabulary",
            List.of("ATL", "ORD", ""),
            "first",
            1L,
            "unknown",
            "value",
            "unknown-value",
            0L,
            "into",
            "origin");
    Table answer = StepRun.of("ordinal", settings, AIRPORTS).on(AIRPORTS);
    assertThat(StepRun.values(answer.column("origin"))).containsExactly(1L, 2L, 0L, 0L, 3L, 0L);
  }

  @Test
  @DisplayName("a large vocabulary finds every value")
  void largeVocabulary() {
    List<Object> words = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      words.add("w" + i * 7919);
    }
    Table table = Table.builder().strings("w", words.toArray(String[]::new)).build();
    StepRun run = StepRun.of("ordinal", Map.of("column", "w", "vocabulary", words), table);
    Column codes = run.on(table).column("w");
    for (int row = 0; row < table.rows(); row++) {
      assertThat(codes.longAt(row)).isEqualTo(row);
    }
  }

  @Test
  @DisplayName("columns of text and of integers need two steps")
  void mixedKinds() {
    Table table = Table.builder().strings("a", "x").longs("b", 1).build();
    Map<String, Object> settings = Map.of("columns", List.of("a", "b"), "vocabulary", List.of("x"));
    assertThat(StepRun.problems("ordinal", settings, table))
        .containsExactly(
            "steps[0].columns: are text and integers, expected one kind (make two steps of it)");
  }

  @Test
  @DisplayName("texts that differ only in zero bytes, or behind their first eight bytes, differ")
  void alikeTexts() {
    String[] words = {
      "", "\0", "\0\0", "a", "a\0", "abcdefgh", "abcdefgh\0", "abcdefghi", "Zürich"
    };
    Table table = Table.builder().strings("w", words).build();
    Map<String, Object> settings = Map.of("column", "w", "vocabulary", List.of((Object[]) words));
    Column codes = StepRun.of("ordinal", settings, table).on(table).column("w");
    for (int row = 0; row < words.length; row++) {
      assertThat(codes.longAt(row)).isEqualTo(row);
    }
  }

  @Test
  @DisplayName("an unsigned column has no negative values")
  void unsigned() {
    Table table =
        Table.builder()
            .column("u", Column.ofValues(ElementType.UINT64, 7, new BigInteger("f".repeat(16), 16)))
            .build();
    Map<String, Object> settings = Map.of("column", "u", "vocabulary", List.of(7L, -1L));
    assertThat(StepRun.problems("one-hot", settings, table))
        .containsExactly("steps[0].vocabulary: has -1, expected a whole number from 0 on");
    StepRun run = StepRun.of("one-hot", Map.of("column", "u", "vocabulary", 7L), table);
    run.on(table);
    assertThat(run.rejections())
        .containsExactly(
            "1: column 'u' is 18446744073709551615, expected one of the 1 values of its"
                + " vocabulary");
  }

  @Test
  @DisplayName("all mistakes in a definition are reported at once")
  void problems() {
    assertThat(
            StepRun.problems(
                "one-hot",
                Map.of("column", "form", "vocabulary", List.of("a", "a", 3L), "unknown", "errr"),
                AIRPORTS))
        .containsExactly(
            "steps[0].column: 'form' is not a column before this step (the nearest is 'from')",
            "steps[0].vocabulary: has 'a' twice, expected it once",
            "steps[0].vocabulary: has 3, expected a text",
            "steps[0].unknown: is 'errr', expected one of error, zero, other");
    assertThat(
            StepRun.problems(
                "ordinal",
                Map.of(
                    "column",
                    "code",
                    "vocabulary",
                    List.of(1L, 2L),
                    "unknown",
                    "value",
                    "unknown-value",
                    1L),
                CODES))
        .containsExactly("steps[0].unknown-value: is 1, expected a code that no known value has");
    assertThat(StepRun.problems("one-hot", Map.of("vocabulary", List.of()), AIRPORTS))
        .containsExactly(
            "steps[0]: column is required",
            "steps[0].vocabulary: is empty, expected at least one value");
  }
}
