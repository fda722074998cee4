package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Shape;
import dev.slipway.Signature.Field;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

  private static final List<Field> FIELDS =
      List.of(
          Field.column("id", ElementType.INT64),
          Field.column("age", ElementType.FLOAT64).optional(),
          Field.tensor("v", ElementType.FLOAT32, Shape.of(-1, 2)));

  private static AbstractThrowableAssert<?, ?> failing(byte[] lines) {
    return assertThatThrownBy(
            () -> JsonTableReader.of(FIELDS).readLines(new ByteArrayInputStream(lines)))
        .isInstanceOf(InvalidInputException.class);
  }

  private static AbstractThrowableAssert<?, ?> failing(String lines) {
    return failing(lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("broken lines do not end the reading: all are named")
  void brokenLines() {
    failing("{\"id\":1\n{\"id\":2}\n[3]\n{\"id\":4}{\"id\":5}\n{\"id\":\"x\"}\n{\"id\":nul}\n")
        .hasMessageStartingWith("Cannot read JSON: 6 problems")
        .hasMessageContaining("line 2: has no 'v', expected v: float32[-1, 2]")
        .hasMessageContaining("line 1 /id: is not JSON: column 8: it ends too early")
        .hasMessageContaining("line 3: is no record, expected an object with values by name")
        .hasMessageContaining("line 4: goes on after its record, expected one record on each line")
        .hasMessageContaining("line 5 /id: is 'x', expected a number that fits int64")
        .hasMessageContaining("line 6 /id: is not JSON: column 7: unexpected 'nul'");
  }

  @Test
  @DisplayName("Latin-1 is told by its line")
  void encoding() {
    String second = "{\"id\":2,\"v\":[1,2],\"note\":\"Zürich\"}\n";
    failing(("{\"id\":1,\"v\":[1,2]}\n" + second).getBytes(StandardCharsets.ISO_8859_1))
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
