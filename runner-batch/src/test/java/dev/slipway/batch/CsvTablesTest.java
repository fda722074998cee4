package dev.slipway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.InvalidInputException;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CsvTablesTest {

  private static final Signature SIGNATURE =
      Signature.of(
          List.of(
              Field.column("id", ElementType.INT64),
              Field.column("x", ElementType.FLOAT32),
              Field.column("late", ElementType.BOOL),
              Field.column("at", ElementType.DATETIME),
              TestPredictor.tensor("v", ElementType.FLOAT32, 2)),
          List.of());

  private static Table read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static Table read(byte[] csv) throws IOException {
    return CsvTables.read(new ByteArrayInputStream(csv), "flights.csv", SIGNATURE);
  }

  private static String write(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvTables.write(table, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Object> values(Table table, String name) {
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      values.add(table.column(name).valueAt(row));
    }
    return values;
  }

  private static AbstractThrowableAssert<?, ?> failing(String csv) {
    return assertThatThrownBy(() -> read(csv)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  @DisplayName("dates of all years are read, far ones too")
  void farDates() throws IOException {
    Table table = read("at\n0001-01-01\n9999-12-31T23:59:59.999999Z\n1969-12-31 23:59:59.5\n");

    assertThat(values(table, "at"))
        .map(Object::toString)
        .containsExactly(
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.500Z");
  }

  @Test
  @DisplayName("columns have the signature's types, others are strings, exact values stay exact")
  void types() throws IOException {
    Table table = read("id,x,late,at,note\n9007199254740993,0.1,true,2001-02-03T04:05:06.5Z,hi\n");

    assertThat(table.names()).containsExactly("id", "x", "late", "at", "note");
    assertThat(table.column("id").longAt(0)).isEqualTo(9007199254740993L);
    assertThat(table.column("x").floatAt(0)).isEqualTo(0.1f);
    assertThat(table.column("late").booleanAt(0)).isTrue();
    assertThat(table.column("at").valueAt(0)).hasToString("2001-02-03T04:05:06.500Z");
    assertThat(table.column("note").stringAt(0)).isEqualTo("hi");
  }

  @Test
  @DisplayName("quotes, line ends, a byte order mark and a last line without an end")
  void quoting() throws IOException {
    Table table = read("\ufeff\"a\",b\r\n\"say \"\"hi\"\", you\",\"two\nlines\"\r\n,\"\"\r\nä,名");

    assertThat(values(table, "a")).containsExactly("say \"hi\", you", null, "ä");
    assertThat(values(table, "b")).containsExactly("two\nlines", "", "名");
  }

  @Test
  @DisplayName("times with a space, an offset, or only a date")
  void times() throws IOException {
    Table table = read("at\n2001-02-03 04:05:06\n2001-02-03T04:05:06+02:00\n2001-02-03\n");

    assertThat(values(table, "at").toString())
        .isEqualTo("[2001-02-03T04:05:06Z, 2001-02-03T02:05:06Z, 2001-02-03T00:00:00Z]");
  }

  @Test
  @DisplayName("a tensor is in one column for each element, and nothing stands for no value")
  void tensors() throws IOException {
    Table table = read("id,v_0,v_1\n1,0.5,1.5\n,2,3\n");

    assertThat(values(table, "v")).containsExactly(List.of(0.5f, 1.5f), List.of(2f, 3f));
    assertThat(values(table, "id")).containsExactly(1L, null);
    assertThat(write(table)).isEqualTo("v_0,v_1,id\n0.5,1.5,1\n2.0,3.0,\n");
  }

  @Test
  @DisplayName("a header alone is a table of no rows")
  void noRows() throws IOException {
    assertThat(read("id,x\n").rows()).isZero();
    assertThat(read("id,x").names()).containsExactly("id", "x");
  }

  @Test
  @DisplayName("values of wrong types: all of them, with line and column")
  void wrongValues() {
    failing("id,x,late,at\n1.5,1f,maybe,yesterday\n9223372036854775808,0x1p3,1,2001-13-01\n")
        .hasMessageStartingWith("Cannot read flights.csv: 7 problems")
        .hasMessageContaining("line 2, column 'id': '1.5' is not an int64")
        .hasMessageContaining("line 2, column 'x': '1f' is not a float32")
        .hasMessageContaining("line 2, column 'late': 'maybe' is not a bool")
        .hasMessageContaining("line 2, column 'at': 'yesterday' is not a datetime")
        .hasMessageContaining("line 3, column 'id': '9223372036854775808' is not an int64")
        .hasMessageContaining("line 3, column 'x': '0x1p3' is not a float32")
        .hasMessageContaining("line 3, column 'at': '2001-13-01' is not a datetime");
  }

  @Test
  @DisplayName("ragged rows and wrong quotes are named by line")
  void structure() {
    failing("id,x\n1,2\n\n1,2,3\n1\n")
        .hasMessageContaining("line 4: has 3 fields, expected 2")
        .hasMessageContaining("line 5: has 1 fields, expected 2");
    failing("id,x\n1,a\"b\n").hasMessageContaining("line 2: field 2 has a quote inside");
    failing("id,x\n1,\"a\"b\n").hasMessageContaining("line 2: field 2 goes on after its closing");
    failing("id,x\n1,2\n3,\"a\nb\n").hasMessageContaining("line 3: the quote of field 2 is never");
  }

  @Test
  @DisplayName("headers that are empty, double or nameless")
  void headers() {
    failing("")
        .hasMessage(
            "Cannot read flights.csv: line 1: there is no header, expected the names"
                + " of the columns");
    failing("id,id,\n")
        .hasMessageContaining("line 1: column 2 is named 'id' as one before")
        .hasMessageContaining("line 1: column 3 has no name");
  }

  @Test
  @DisplayName("Latin-1 is told by its line")
  void encoding() {
    byte[] latin = "id,note\n1,a\n2,Zürich\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(latin))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read flights.csv: line 3: field 2 is not UTF-8 (save the file as UTF-8)");
  }

  @Test
  @DisplayName("a tensor of width one has the plain name")
  void widthOne() throws IOException {
    Tensor one = Tensor.of(Shape.of(2, 1), 1f, 2f);
    assertThat(write(Table.builder().column("score", Column.over(one)).build()))
        .isEqualTo("score\n1.0\n2.0\n");
  }

  @Property(tries = 200)
  void textsComeBack(@ForAll @Size(min = 1, max = 5) List<String> texts) throws IOException {
    List<String> valid =
        texts.stream()
            .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
            .toList();
    Table table = Table.builder().strings("note", valid.toArray(String[]::new)).build();

    assertThat(values(read(write(table)), "note")).isEqualTo(valid);
  }

  @Property(tries = 500)
  void numbersComeBack(@ForAll long id, @ForAll float x) throws IOException {
    Table back = read(write(Table.builder().longs("id", id).floats("x", x).build()));

    assertThat(back.column("id").longAt(0)).isEqualTo(id);
    assertThat(back.column("x").floatAt(0)).isEqualTo(x);
  }
}
