package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Shape;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesReaderTest {

  private static final List<Field> FIELDS =
      List.of(
          Field.column("id", ElementType.INT64),
          Field.column("age", ElementType.FLOAT64).optional(),
          Field.tensor("v", ElementType.FLOAT32, Shape.of(-1, 2)));

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static AbstractThrowableAssert<?, ?> failing(byte[] lines) {
    return assertThatThrownBy(
            () -> JsonTableReader.of(FIELDS).readLines(new ByteArrayInputStream(lines)))
        .isInstanceOf(InvalidInputException.class);
  }

  private static AbstractThrowableAssert<?, ?> failing(String lines) {
    return failing(lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("parts have all fields, whichever their records have, and the records' own texts")
  void parts() throws IOException {
    JsonLinesReader reader =
        JsonLinesReader.of(
            FIELDS,
            in(
                "\ufeff{\"id\":1,\"v\":[1,2], \"note\":\"ä\"}\r\n\n  {\"id\":2}  \n{\"id\":3,\"v\":[3,4]}"));

    JsonLinesReader.Part first = reader.next(2);
    assertThat(first.table().names()).containsExactly("id", "age", "v");
    assertThat(first.table().rows()).isEqualTo(2);
    assertThat(first.table().column("age").isNull(0)).isTrue();
    assertThat(first.texts().stringAt(0)).isEqualTo("{\"id\":1,\"v\":[1,2], \"note\":\"ä\"}");
    assertThat(first.texts().stringAt(1)).isEqualTo("{\"id\":2}");
    assertThat(reader.next(2).table().column("id").longAt(0)).isEqualTo(3);
    assertThat(reader.next(2).texts().rows()).isZero();
  }

  @Test
  @DisplayName("a column that none of the parts has is told at the end")
  void seen() throws IOException {
    JsonLinesReader reader = JsonLinesReader.of(FIELDS, in("{\"id\":1}\n{\"v\":[1,2],\"id\":2}"));
    while (reader.next(1).texts().rows() > 0) {
      // to the end
    }
    assertThatThrownBy(reader::end)
        .hasMessage(
            "Cannot read JSON: line 1: has no 'v', expected one as in other records (or null)");
    assertThat(JsonLinesReader.of(FIELDS, in("\n")).end())
        .containsExactlyInAnyOrder("id", "age", "v");
  }

  @Test
  @DisplayName("broken lines do not end the reading: all are named")
  void brokenLines() {
    failing("{\"id\":1\n{\"id\":2}\n[3]\n{\"id\":4}{\"id\":5}\n{\"id\":\"x\"}\n{\"id\":nul}\n")
        .hasMessageStartingWith("Cannot read JSON: 5 problems")
        .hasMessageContaining("line 1 /id: is not JSON: column 8: it ends too early")
        .hasMessageContaining("line 3: is no record, expected an object with values by name")
        .hasMessageContaining("line 4: goes on after its record, expected one record on each line")
        .hasMessageContaining("line 5 /id: is 'x', expected a number that fits int64")
        .hasMessageContaining("line 6 /id: is not JSON: column 7: unexpected 'nul'");
  }

  @Test
  @DisplayName("parts end where something is wrong, and the end tells all of it")
  void wrongParts() throws IOException {
    JsonLinesReader reader =
        JsonLinesReader.of(FIELDS, in("{\"id\":1,\"v\":[1,2]}\n{\"id\":[]}\nx\n"));
    List<Table> parts = new ArrayList<>();
    for (var part = reader.next(1); part.texts().rows() > 0; part = reader.next(1)) {
      parts.add(part.table());
    }
    assertThat(parts).hasSize(1);
    assertThatThrownBy(reader::end)
        .hasMessageContaining("line 2 /id: is a list")
        .hasMessageContaining("line 3: is not JSON: column 1: unexpected 'x'");
  }

  @Test
  @DisplayName("Latin-1 is told by its line")
  void encoding() {
    failing("{\"id\":1}\n{\"id\":2,\"note\":\"Zürich\"}\n".getBytes(StandardCharsets.ISO_8859_1))
        .hasMessage("Cannot read JSON: line 2: is not UTF-8 (save the file as UTF-8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":01} | a number is not written as JSON has it",
        "{\"id\":1,} | unexpected '}'",
        "{\"a\":\"\\x\"} | a text has an unknown escape after a backslash",
        "{\"a\":[1}} | a bracket is closed by one of another kind",
        "{id:1} | unexpected 'i'",
        "{\"a\":\"open} | it ends too early",
        "{\"id\":1.} | unexpected '}'",
        "{\"id\" 1} | unexpected '1'",
      })
  @DisplayName("what is not JSON is told in plain words")
  void syntax(String line, String words) {
    failing(line).hasMessageContaining("is not JSON: column ").hasMessageEndingWith(": " + words);
  }

  @Test
  @DisplayName("nesting beyond the limit is told")
  void depth() {
    failing("{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}")
        .hasMessageEndingWith("it is nested deeper than 64 levels");
  }
}
