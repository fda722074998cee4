package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON in every layout, exact values, and mistakes with their places. */
class JsonTableReaderTest {

  private static final List<Field> PEOPLE =
      List.of(
          Field.column("id", ElementType.INT64),
          Field.column("age", ElementType.FLOAT32),
          Field.column("name", ElementType.STRING).optional());

  private static final String TWO =
      "[{\"id\":1,\"age\":30.5,\"name\":\"a\"},{\"id\":9007199254740993,\"age\":null,\"name\":\"b\"}]";

  static Table read(List<Field> fields, String json) {
    return JsonTableReader.of(fields).read(in(json));
  }

  private static ByteArrayInputStream in(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  static String written(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonTableWriter.writeRecords(table, out);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static void refused(List<Field> fields, String json, String... problems) {
    assertThatThrownBy(() -> read(fields, json))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            error ->
                assertThat(error.problems())
                    .extracting(Problem::toString)
                    .containsExactly(problems));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TWO,
        "{\"dataframe_records\": " + TWO + "}",
        "{\"instances\": " + TWO + "}",
        "{\"inputs\": " + TWO + "}",
        "{\"dataframe_split\": {\"index\": [0, 1], \"columns\": [\"id\", \"extra\", \"age\", \"name\"],"
            + " \"data\": [[1, {}, 30.5, \"a\"], [9007199254740993, [], null, \"b\"]]}}",
        "{\"columns\": [\"name\", \"id\", \"age\"],"
            + " \"data\": [[\"a\", 1, 30.5], [\"b\", 9007199254740993, null]]}",
        "{\"id\": [1, 9007199254740993], \"age\": [30.5, null], \"name\": [\"a\", \"b\"]}",
        "{\"params\": {\"k\": [1]}, \"inputs\": {\"name\": [\"a\", \"b\"], \"age\": [30.5, null],"
            + " \"id\": [1, 9007199254740993]}}",
        "[[1, 30.5, \"a\"], [9007199254740993, null, \"b\"]]",
        "[{\"id\":1,\"age\":30.5,\"name\":\"a\",\"x\":{\"y\":[1]}},{\"name\":\"b\",\"age\":null,\"id\":9007199254740993}]"
      })
  @DisplayName("the same table in every layout")
  void layouts(String json) {
    assertThat(written(read(PEOPLE, json))).isEqualTo(TWO);
  }

  @Test
  @DisplayName("a required field that only some records have is an error, as it is in one alone")
  void someRecordsLackAField() {
    refused(
        PEOPLE,
        "[{\"id\":1,\"age\":2},{\"id\":2,\"agee\":3}]",
        "/1: has no 'age', expected one as in other records (or null)");
  }

  @Test
  @DisplayName("one record is one row")
  void oneRecord() {
    assertThat(written(read(PEOPLE, "{\"id\": 5, \"age\": 1}")))
        .isEqualTo("[{\"id\":5,\"age\":1.0}]");
  }

  @Test
  @DisplayName("JSON lines, with or without empty lines")
  void lines() {
    String lines = "{\"id\":1,\"age\":30.5}\n\n{\"id\":2,\"age\":1}\n";
    Table table = JsonTableReader.of(PEOPLE).readLines(in(lines));
    assertThat(written(table)).isEqualTo("[{\"id\":1,\"age\":30.5},{\"id\":2,\"age\":1.0}]");
  }

  @Test
  @DisplayName("no rows have all columns")
  void noRows() {
    Table table = read(PEOPLE, "[]");
    assertThat(table.rows()).isZero();
    assertThat(table.names()).containsExactly("id", "age", "name");
    assertThat(JsonTableReader.of(PEOPLE).readLines(in("")).names()).hasSize(3);
  }

  @Test
  @DisplayName("an optional column that no record has is left out, a required one is a problem")
  void absentColumn() {
    assertThat(read(PEOPLE, "[{\"id\":1,\"age\":2}]").names()).containsExactly("id", "age");
    refused(PEOPLE, "[{\"id\":1},{\"id\":2}]", "/0: has no 'age', expected age: float32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INT64 | 9223372036854775807 | 9223372036854775807",
        "INT64 | -9223372036854775808 | -9223372036854775808",
        "INT64 | 9007199254740993 | 9007199254740993",
        "INT64 | 3.0 | 3",
        "INT64 | 3e2 | 300",
        "INT64 | 9007199254740993.0 | 9007199254740993",
        "INT8 | -128 | -128",
        "UINT8 | 255 | 255",
        "UINT16 | 65535 | 65535",
        "UINT32 | 4294967295 | 4294967295",
        "UINT64 | 18446744073709551615 | 18446744073709551615",
        "FLOAT32 | 0.1 | 0.1",
        "FLOAT32 | 16777217 | 1.6777216E7",
        "FLOAT32 | 1e-99 | 0.0",
        "FLOAT64 | 0.1 | 0.1",
        "FLOAT64 | -0.0 | -0.0",
        "FLOAT64 | 1.7976931348623157e308 | 1.7976931348623157E308",
        "FLOAT64 | NaN | \"NaN\"",
        "FLOAT64 | -Infinity | \"-Infinity\"",
        "FLOAT32 | \"Infinity\" | \"Infinity\"",
        "FLOAT16 | 65504 | 65504.0",
        "BFLOAT16 | 1.5 | 1.5",
        "BOOL | true | true",
        "STRING | \"ä\\u20ac\" | \"ä€\"",
        "BINARY | \"AAEC\\n/w==\" | \"AAEC/w==\"",
        "DATETIME | \"2024-02-29\" | \"2024-02-29T00:00:00Z\"",
        "DATETIME | \"2024-02-29 12:30\" | \"2024-02-29T12:30:00Z\"",
        "DATETIME | \"2024-02-29T12:30:00.250000000\" | \"2024-02-29T12:30:00.250Z\"",
        "DATETIME | \"2024-02-29T12:30:00.000001+01:30\" | \"2024-02-29T11:00:00.000001Z\"",
        "DATETIME | \"9999-12-31T23:59:59Z\" | \"9999-12-31T23:59:59Z\"",
        "DATETIME | \"1969-12-31T23:59:59.999999Z\" | \"1969-12-31T23:59:59.999999Z\"",
        "INT64 | null | null"
      })
  @DisplayName("values are exact")
  void values(ElementType type, String json, String expected) {
    Table table = read(List.of(Field.column("x", type)), "[{\"x\":" + json + "}]");
    assertThat(table.column("x").type()).isEqualTo(type);
    assertThat(written(table)).isEqualTo("[{\"x\":" + expected + "}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INT64 | 9223372036854775808 | 9223372036854775808",
        "INT64 | 3.5 | 3.5",
        "INT64 | 1e999999999 | 1e999999999",
        "INT64 | 1e-999999999 | 1e-999999999",
        "INT64 | NaN | NaN",
        "INT64 | \"5\" | '5'",
        "INT64 | true | true",
        "INT8 | 128 | 128",
        "UINT8 | -1 | -1",
        "UINT64 | 18446744073709551616 | 18446744073709551616",
        "FLOAT32 | 1e39 | 1e39",
        "FLOAT64 | 1e999 | 1e999",
        "FLOAT16 | 65520 | 65520",
        "FLOAT64 | \"1.5\" | '1.5'",
        "FLOAT64 | [1] | a list",
        "FLOAT64 | {} | an object"
      })
  @DisplayName("numbers that do not fit are told with their place")
  void misfits(ElementType type, String json, String shown) {
    refused(
        List.of(Field.column("x", type)),
        "[{\"x\":null},{\"x\":" + json + "}]",
        "/1/x: is "
            + shown
            + ", expected a number that fits "
            + type.name().toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BOOL | 1 | 1 | true or false",
        "STRING | 1 | 1 | a text",
        "BINARY | \"?\" | '?' | a text in base64",
        "DATETIME | \"2024-02-30\" | '2024-02-30' | an ISO 8601 date and time",
        "DATETIME | \"2024-01-01T00:00:00.0000001\" | '2024-01-01T00:00:00.0000001' | an ISO 8601 date"
            + " and time",
        "DATETIME | 1700000000 | 1700000000 | an ISO 8601 date and time"
      })
  @DisplayName("other values that do not fit")
  void otherMisfits(ElementType type, String json, String shown, String expected) {
    refused(
        List.of(Field.column("x", type)),
        "[{\"x\":" + json + "}]",
        "/0/x: is " + shown + ", expected " + expected);
  }

  @Test
  @DisplayName("all problems are told together, each with its place")
  void together() {
    refused(
        PEOPLE,
        "[{\"id\":\"x\",\"age\":true},{\"id\":1,\"id\":2},5]",
        "/0/id: is 'x', expected a number that fits int64",
        "/0/age: is true, expected a number that fits float32",
        "/1/id: stands twice, expected each name once",
        "/2: is no record, expected an object with values by name",
        "/1: has no 'age', expected one as in other records (or null)");
  }

  @Test
  @DisplayName("after 99 problems the rest is counted")
  void manyProblems() {
    String rows = "{\"id\":true,\"age\":1},".repeat(150);
    assertThatThrownBy(() -> read(PEOPLE, "[" + rows + "{\"id\":1,\"age\":1}]"))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            error -> {
              assertThat(error.problems()).hasSize(100);
              assertThat(error).hasMessageEndingWith("  - and 51 more");
            });
  }

  @Test
  @DisplayName("a line's place is its number")
  void lineProblem() {
    assertThatThrownBy(
            () ->
                JsonTableReader.of(PEOPLE)
                    .readLines(in("{\"id\":1,\"age\":1}\n\n{\"id\":[],\"age\":1}\n")))
        .hasMessage("Cannot read JSON: line 3 /id: is a list, expected a number that fits int64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "\"x\"",
        "{",
        "[{\"id\":1}",
        "[{\"id\":1}}",
        "[{\"id\":1}] 2",
        "{\"foo\":1}",
        "[{\"foo\":1}]",
        "{}",
        "[{}]",
        "{\"dataframe_split\":{}}",
        "{\"dataframe_split\":[]}",
        "{\"id\":[1,2],\"age\":[1]}",
        "nul",
        "[1,2]",
        "{\"dataframe_split\":{\"columns\":[\"id\"]," + "\"data\":[[1,2]]}}",
        "[[1,2]]"
      })
  @DisplayName("what is no table is refused, never looped over")
  void noTable(String json) {
    assertThatThrownBy(() -> read(PEOPLE, json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read JSON: ");
  }

  @Test
  @DisplayName("nesting without end is refused")
  void depth() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> read(PEOPLE, "[{\"x\":" + deep))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it is nested deeper than 64 levels");
  }

  @Test
  @DisplayName("JSON lines are written with a line end each")
  void writtenLines() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonTableWriter.writeLines(Table.builder().longs("a", 1, 2).build(), out);
    assertThat(out).hasToString("{\"a\":1}\n{\"a\":2}\n");
    out.reset();
    JsonTableWriter.writeLines(Table.builder().longs("a").build(), out);
    assertThat(out).hasToString("");
  }
}
