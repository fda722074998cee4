package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TableTest {

  private static final Table SMALL =
      Table.builder()
          .floats("x", 1f, 2f, 3f)
          .doubles("y", 0.1, 0.2, 0.3)
          .longs("z", Long.MIN_VALUE, 0, Long.MAX_VALUE)
          .ints("n", -1, 0, 1)
          .strings("s", "a", null, "c")
          .build();

  @Test
  @DisplayName("has its columns by name and in order")
  void columns() {
    assertThat(SMALL.rows()).isEqualTo(3);
    assertThat(SMALL.names()).containsExactly("x", "y", "z", "n", "s");
    assertThat(SMALL.column("z").longAt(2)).isEqualTo(Long.MAX_VALUE);
    assertThat(SMALL.columns().get(1)).isSameAs(SMALL.column("y"));
    assertThat(SMALL.column("s").isNull(1)).isTrue();
    assertThat(SMALL.indexOf("n")).isEqualTo(3);
    assertThat(SMALL.indexOf("N")).isEqualTo(-1);
    assertThat(SMALL)
        .hasToString("3 rows {x=FLOAT32[], y=FLOAT64[], z=INT64[], n=INT32[], s=STRING[]}");
    assertThatThrownBy(() -> SMALL.column("q"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column 'q' among [x, y, z, n, s]");
    assertThatThrownBy(() -> SMALL.names().add("q"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("of 5,000 columns finds each of them, also in a slice")
  void wide() {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      names.add("column " + i);
      columns.add(Column.of((long) i, -i));
    }
    Table table = Table.of(names, columns);
    Table slice = table.slice(1, 1);
    for (int i = 0; i < 5_000; i++) {
      assertThat(table.indexOf("column " + i)).isEqualTo(i);
      assertThat(slice.column("column " + i).longAt(0)).isEqualTo(-i);
    }
    assertThat(table.indexOf("column 5000")).isEqualTo(-1);
  }

  @Test
  @DisplayName("refuses a name that stands twice and columns of other lengths")
  void refused() {
    assertThatThrownBy(() -> Table.of(List.of("a", "a"), List.of(Column.of(1f), Column.of(2f))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'a' stands twice");
    assertThatThrownBy(() -> Table.builder().floats("a", 1f).floats("b", 1f, 2f))
        .hasMessage("column 'b' has 2 rows, but the table has 1");
    assertThatThrownBy(() -> Table.of(List.of("a"), List.of()))
        .hasMessage("1 names were given for 0 columns");
  }

  @Test
  @DisplayName("refuses a column whose elements an index cannot count")
  void tooLarge() {
    Column huge = new ForeignColumn(empty(Shape.of(1 << 16), 1 << 15));
    assertThatThrownBy(() -> Table.builder().column("huge", huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column 'huge' has 2147483648 elements, expected at most 2147483647"
                + " (use several tables)");
    assertThatThrownBy(() -> huge.slice(0, 1 << 15).slice(1, 2).slice(0, 1).longAt(1 << 16))
        .hasMessage("Index 65536 out of bounds for length 65536");
  }

  /** Says that it has so many rows; has none. */
  private static Column empty(Shape rowShape, int rows) {
    return new FixedColumn(
        rowShape,
        rows,
        new FixedElements(ElementType.INT8, (int) rowShape.elements(), ByteBuffer.allocate(0)),
        new java.util.BitSet());
  }

  @Test
  @DisplayName("is sliced without a copy")
  void slices() {
    Table slice = SMALL.slice(1, 2);
    assertThat(slice.rows()).isEqualTo(2);
    assertThat(slice.column("s").isNull(0)).isTrue();
    assertThat(slice.column("y").doubleAt(1)).isEqualTo(0.3);
    assertThat(SMALL.slice(3, 0).rows()).isZero();
    assertThatThrownBy(() -> SMALL.slice(2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Range [2, 2 + 2) out of bounds for length 3");
    assertThatThrownBy(() -> Table.builder().build().slice(0, 1))
        .hasMessage("Range [0, 0 + 1) out of bounds for length 0");
  }

  @Test
  @DisplayName("may have no columns, and then no rows")
  void empty() {
    Table table = Table.builder().build();
    assertThat(table.rows()).isZero();
    assertThat(table).hasToString("0 rows {}");
    assertThat(Table.builder().strings("s").build().rows()).isZero();
  }
}
