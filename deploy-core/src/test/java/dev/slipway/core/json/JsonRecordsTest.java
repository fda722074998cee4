package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {

  private static final JsonRecords RECORDS =
      JsonRecords.of(
          List.of(
              Field.column("id", ElementType.INT64),
              Field.column("age", ElementType.FLOAT64).optional(),
              Field.tensor("v", ElementType.FLOAT32, Shape.of(-1, 2))));

  private static JsonRecords.Part read(JsonRecords records, String text) {
    return records.read(text.getBytes(StandardCharsets.UTF_8), 10);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  @DisplayName("rows have all fields, their own texts and the lines on which they stand")
  void rows() {
    JsonRecords.Part part =
        read(RECORDS, "{\"id\":1,\"v\":[1,2], \"note\":\"ä\"}\r\n\n  {\"id\":2,\"v\":[3,4]}");

    assertThat(part.table().names()).containsExactly("id", "age", "v");
    assertThat(part.table().column("age").isNull(0)).isTrue();
    assertThat(part.table().column("v").floatAt(3)).isEqualTo(4f);
    assertThat(part.texts().stringAt(0)).isEqualTo("{\"id\":1,\"v\":[1,2], \"note\":\"ä\"}");
    assertThat(part.lines()).containsExactly(10L, 12L);
    assertThat(part.bad()).isEmpty();
  }

  @Test
  @DisplayName("further fields are texts: texts as they are, the rest as it stands there")
  void others() {
    JsonRecords.Part part =
        read(
            RECORDS.keeping(List.of("note", "more")),
            lines(
                "{\"note\":\"007\",\"id\":1,\"v\":[1,2],\"more\":{\"a\": [1, null]}}",
                "{\"more\":12345678901234567890.10,\"id\":2,\"v\":[1,2]}",
                "{\"note\":null,\"id\":3,\"v\":[1,2],\"more\":true}"));

    assertThat(part.bad()).isEmpty();
    assertThat(part.table().names()).containsExactly("id", "age", "v", "note", "more");
    assertThat(part.table().column("note").stringAt(0)).isEqualTo("007");
    assertThat(part.table().column("note").isNull(1)).isTrue();
    assertThat(part.table().column("note").isNull(2)).isTrue();
    assertThat(part.table().column("more").stringAt(0)).isEqualTo("{\"a\": [1, null]}");
    assertThat(part.table().column("more").stringAt(1)).isEqualTo("12345678901234567890.10");
    assertThat(part.table().column("more").stringAt(2)).isEqualTo("true");
  }

  @Test
  @DisplayName("each wrong line is told by itself, and the others count")
  void badLines() {
    JsonRecords.Part part =
        read(
            RECORDS.keeping(List.of("note")).refusing(Set.of("sum")),
            lines(
                "{\"id\":1,",
                "{\"v\":[1,2]}",
                "{\"id\":3,\"v\":[1,2]}",
                "[4]",
                "{\"id\":5,\"v\":[1,2]}{}",
                "{\"id\":\"x\",\"v\":[1]}",
                "{\"id\":7,\"v\":[1,2],\"sum\":1}",
                "{\"id\":8,\"v\":[1,2],\"note\":1,\"note\":2}"));

    assertThat(part.table().rows()).isEqualTo(8);
    assertThat(part.table().column("id").longAt(2)).isEqualTo(3);
    assertThat(part.bad())
        .extracting(JsonRecords.BadRecord::row)
        .containsExactly(0, 1, 3, 4, 5, 6, 7);
    assertThat(part.bad().toString())
        .contains(
            "line 10 /id: is not JSON: column 9: it ends too early",
            "line 11: has no 'id', expected one (or null)",
            "line 13: is no record, expected an object with values by name",
            "line 14: goes on after its record",
            "line 15 /id: is 'x', expected a number that fits int64",
            "line 15 /v: has 1 elements, expected 2",
            "line 16 /sum: has a name that the answers have, too",
            "line 17 /note: stands twice");
  }

  @Test
  @DisplayName("names are found in order, and broken lines do not hinder it")
  void names() throws IOException {
    String text = "\ufeff{\"b\":1,\"a\":{\"z\":1}}\nnot JSON\n{\"c\":2,\"b\":[3]}\n";

    assertThat(JsonRecords.names(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .containsExactly("b", "a", "c");
  }
}
