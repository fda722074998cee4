package dev.slipway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnBufferTest {

  private static ColumnBuffer scalar(ElementType type) {
    return new ColumnBuffer(type, Shape.scalar());
  }

  @Property
  void keepsEveryLongExactly(@ForAll List<Long> values) {
    ColumnBuffer column = scalar(ElementType.INT64);
    values.forEach(column::addLong);
    assertThat(column.rows()).isEqualTo(values.size());
    for (int row = 0; row < values.size(); row++) {
      assertThat(column.longAt(row)).isEqualTo(values.get(row));
      assertThat(column.valueAt(row)).isEqualTo(values.get(row));
    }
  }

  @Property
  void keepsEveryStringThroughGrowthAndReuse(
      @ForAll List<String> first, @ForAll List<String> second) {
    ColumnBuffer column = scalar(ElementType.STRING);
    for (List<String> values : List.of(first, second, first)) {
      column.clear();
      for (String value : values) {
        column.addValue(value.isEmpty() ? null : value);
      }
      for (int row = 0; row < values.size(); row++) {
        // What is no Unicode text, as half of a surrogate pair, becomes what UTF-8 has for it.
        String text = new String(values.get(row).getBytes(UTF_8), UTF_8);
        assertThat(column.isNull(row)).isEqualTo(text.isEmpty());
        assertThat(column.stringAt(row)).isEqualTo(text);
        assertThat(column.slice(row, 1).stringAt(0)).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  @DisplayName("takes rows of another column, in any order, beside its nulls")
  void rows(ElementType type) {
    ColumnBuffer all = new ColumnBuffer(type, Shape.of(2));
    all.reset(5);
    all.setNull(0);
    for (int first : new int[] {3, 1}) {
      ColumnBuffer some = new ColumnBuffer(type, Shape.of(2));
      for (int i = 0; i < 4; i++) {
        some.addValue(value(type, first * 2 + i));
      }
      all.setRows(first, some);
    }
    assertThat(all.isNull(0)).isTrue();
    for (int i = 2; i < 10; i++) {
      ColumnBuffer expected = scalar(type);
      expected.addValue(value(type, i));
      assertThat(all.slice(i / 2, 1).isNull(0)).isFalse();
      if (type.isVariableLength()) {
        assertThat(all.bytesAt(i)).isEqualTo(expected.bytesAt(0));
      } else if (type.isFloating()) {
        assertThat(all.doubleAt(i)).isEqualTo(expected.doubleAt(0));
      } else {
        assertThat(all.longAt(i)).isEqualTo(expected.longAt(0));
      }
    }
  }

  private static Object value(ElementType type, int number) {
    return switch (type) {
      case STRING -> "text " + number;
      case BINARY -> ("bytes " + number).getBytes(UTF_8);
      case BOOL -> number % 2 == 0;
      case DATETIME -> Instant.ofEpochSecond(number);
      default -> (long) number;
    };
  }

  @Test
  @DisplayName("takes rows of texts as the choices that they are")
  void chosenRows() {
    Choices choices = Choices.of(List.of("no", "yes"));
    ColumnBuffer some = new ColumnBuffer(choices);
    some.reset(2);
    some.setChoice(0, 1);
    some.setString(1, "perhaps");
    ColumnBuffer all = new ColumnBuffer(choices);
    all.reset(3);
    all.setRows(1, some);
    assertThat(all.choiceAt(1)).isEqualTo(1);
    assertThat(all.stringAt(1)).isEqualTo("yes");
    assertThat(all.choiceAt(2)).isEqualTo(-1);
    assertThat(all.stringAt(2)).isEqualTo("perhaps");
    assertThat(all.stringAt(0)).isEmpty();
  }

  @Test
  @DisplayName("refuses rows of another type or shape, or too many, and changes nothing")
  void foreignRows() {
    ColumnBuffer all = scalar(ElementType.FLOAT32);
    all.addDouble(7);
    ColumnBuffer doubles = scalar(ElementType.FLOAT64);
    doubles.addDouble(1);
    assertThatThrownBy(() -> all.setRows(0, doubles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of FLOAT64[] cannot be rows of FLOAT32[]");
    ColumnBuffer wide = new ColumnBuffer(ElementType.FLOAT32, Shape.of(1));
    wide.addDouble(1);
    assertThatThrownBy(() -> all.setRows(0, wide)).isInstanceOf(IllegalArgumentException.class);
    ColumnBuffer one = scalar(ElementType.FLOAT32);
    one.addDouble(1);
    assertThatThrownBy(() -> all.setRows(1, one)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(all.floatAt(0)).isEqualTo(7);
  }

  @Test
  @DisplayName("keeps the extremes of 64-bit integers, exact and beside doubles")
  void extremes() {
    ColumnBuffer column = scalar(ElementType.INT64);
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1}) {
      column.addLong(value);
    }
    assertThat(column.longAt(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(column.longAt(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(column.longAt(2)).isEqualTo(9007199254740993L);
    assertThat(column.doubleAt(2)).isEqualTo(0x1p53);
    ColumnBuffer unsigned = scalar(ElementType.UINT64);
    unsigned.addLong(-1);
    assertThat(unsigned.longAt(0)).isEqualTo(-1);
    assertThat(unsigned.doubleAt(0)).isEqualTo(0x1p64);
    assertThat(unsigned.valueAt(0)).isEqualTo(new BigInteger("18446744073709551615"));
  }

  @Test
  @DisplayName("is filled in any order after a reset, without nulls or strings of before")
  void resetAndSet() {
    ColumnBuffer column = scalar(ElementType.STRING);
    column.reset(3);
    column.setString(2, "c");
    column.setString(0, "ä");
    column.setNull(1);
    assertThat(column).hasToString("STRING x 3 [ä, null, c]");
    column.reset(4);
    assertThat(column.hasNulls()).isFalse();
    assertThat(column).hasToString("STRING x 4 [, , , ]");
    column.setBytes(3, "d".getBytes(UTF_8));
    column.setString(3, "dd");
    assertThat(column.stringAt(3)).isEqualTo("dd");
  }

  @Test
  @DisplayName("keeps its rows while it grows")
  void growth() {
    ColumnBuffer column = new ColumnBuffer(ElementType.FLOAT64, Shape.of(3));
    for (int row = 0; row < 10_000; row++) {
      if (row % 7 == 0) {
        column.addNull();
      } else {
        column.addDouble(row);
        column.addDouble(row + 0.25);
        column.addDouble(-row);
      }
    }
    assertThat(column.rows()).isEqualTo(10_000);
    for (int row = 0; row < 10_000; row++) {
      assertThat(column.isNull(row)).isEqualTo(row % 7 == 0);
      if (row % 7 != 0) {
        assertThat(column.valueAt(row)).isEqualTo(List.of((double) row, row + 0.25, (double) -row));
      }
    }
  }

  @Test
  @DisplayName("a row is there with its last element, and cannot be null half-way")
  void rowsOfSeveral() {
    ColumnBuffer column = new ColumnBuffer(ElementType.INT32, Shape.of(2, 2));
    column.addLong(1);
    column.addLong(2);
    column.addLong(3);
    assertThat(column.rows()).isZero();
    assertThatThrownBy(column::addNull)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 0 has 3 of 4 elements");
    column.addLong(4);
    assertThat(column.valueAt(0)).isEqualTo(List.of(List.of(1L, 2L), List.of(3L, 4L)));
    column.addLong(9);
    column.clear();
    column.addNull();
    assertThat(column.rows()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses elements outside of its rows, also where memory is left")
  void outside() {
    ColumnBuffer column = scalar(ElementType.INT64);
    column.reset(2);
    for (int index : new int[] {-1, 2, 1 << 29, Integer.MAX_VALUE}) {
      String message = "Index " + index + " out of bounds for length 2";
      assertThatThrownBy(() -> column.setLong(index, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> column.longAt(index)).hasMessage(message);
      assertThatThrownBy(() -> column.doubleAt(index)).hasMessage(message);
      assertThatThrownBy(() -> column.setNull(index)).hasMessage(message);
    }
    ColumnBuffer text = scalar(ElementType.STRING);
    text.reset(2);
    assertThatThrownBy(() -> text.setString(2, "x"))
        .hasMessage("Index 2 out of bounds for length 2");
    assertThatThrownBy(() -> text.stringAt(2)).hasMessage("Index 2 out of bounds for length 2");
  }

  @Test
  @DisplayName("refuses more rows than one array holds, and stays as it was")
  void tooManyRows() {
    ColumnBuffer floats = new ColumnBuffer(ElementType.FLOAT32, Shape.of(16));
    floats.reset(1);
    assertThatThrownBy(() -> floats.reset(300_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot hold 300000000 rows of 16 FLOAT32 elements in one column: expected at most"
                + " 536870909 elements (use several tables)");
    assertThat(floats.rows()).isEqualTo(1);
    ColumnBuffer strings = new ColumnBuffer(ElementType.STRING, Shape.of(1 << 30));
    assertThatThrownBy(() -> strings.reset(2))
        .hasMessage(
            "Cannot hold 2 rows of 1073741824 STRING elements in one column: expected at most"
                + " 2147483639 elements (use several tables)");
    assertThatThrownBy(() -> floats.reset(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row count must be at least 0, but was -1");
    ColumnBuffer wide = new ColumnBuffer(ElementType.INT8, Shape.of(Integer.MAX_VALUE));
    assertThatThrownBy(() -> wide.addLong(1))
        .hasMessageStartingWith("Cannot hold 1 rows of 2147483647 INT8 elements in one column");
    assertThat(wide.rows()).isZero();
  }

  @Test
  @DisplayName("refuses elements of another kind, and adds nothing")
  void wrongKind() {
    ColumnBuffer text = scalar(ElementType.STRING);
    ColumnBuffer whole = scalar(ElementType.INT16);
    assertThatThrownBy(() -> text.addLong(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("STRING elements are not numbers");
    assertThatThrownBy(() -> text.addDouble(1)).hasMessage("STRING elements are not floating");
    assertThatThrownBy(() -> whole.addDouble(1)).hasMessage("INT16 elements are not floating");
    assertThatThrownBy(() -> whole.addBytes(new byte[1], 1))
        .hasMessage("INT16 elements are not bytes");
    assertThat(text.rows() + whole.rows()).isZero();
    whole.addLong(1);
    text.addValue("x");
    assertThatThrownBy(() -> whole.stringAt(0)).hasMessage("INT16 elements are not bytes");
    assertThatThrownBy(() -> text.longAt(0)).hasMessage("STRING elements are not integers");
    assertThatThrownBy(() -> text.doubleAt(0)).hasMessage("STRING elements are not numbers");
    ColumnBuffer floats = scalar(ElementType.FLOAT32);
    floats.addLong(3);
    assertThat(floats.floatAt(0)).isEqualTo(3f);
    assertThatThrownBy(() -> floats.longAt(0)).hasMessage("FLOAT32 elements are not integers");
    ColumnBuffer none = new ColumnBuffer(ElementType.INT8, Shape.of(0));
    assertThatThrownBy(() -> none.addLong(1)).hasMessage("rows of shape [0] have no elements");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is a column of nulls in every type, empty when copied")
  void nulls(ElementType type) {
    Column column = Column.ofValues(type, Collections.nCopies(40, null).toArray());
    assertThat(column.hasNulls()).isTrue();
    assertThat(column.valueAt(39)).isNull();
    Column some = column.slice(10, 20);
    assertThat(some.isNull(19)).isTrue();
    if (type != ElementType.BINARY) {
      Tensor tensor = Tensor.zeros(type, Shape.of(40));
      column.copyTo(tensor, 0, 1);
      assertThat(Column.over(tensor).valueAt(39))
          .isEqualTo(
              switch (type) {
                case BOOL -> false;
                case STRING -> "";
                case FLOAT64 -> Double.NaN;
                case FLOAT16, BFLOAT16, FLOAT32 -> Float.NaN;
                case UINT64 -> BigInteger.ZERO;
                case DATETIME -> Instant.EPOCH;
                default -> 0L;
              });
    }
  }
}
