package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Copying a column into a tensor")
class ConversionTest {

  /** Few rows, many rows, and more than one block of them. */
  private static final int[] ROWS = {0, 1, 7, 100, 3000};

  private static final int FIRST = 2;
  private static final int STRIDE = 3;

  static Stream<Arguments> pairs() {
    return Conversions.numericTypes()
        .flatMap(from -> Conversions.numericTypes().map(to -> Arguments.of(from, to)))
        .filter(
            pair -> Conversions.convert((ElementType) pair.get()[0], (ElementType) pair.get()[1]));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  @DisplayName("converts exactly or by rounding once, in every kind of memory")
  void everyPair(ElementType from, ElementType to) {
    for (int rows : ROWS) {
      ColumnBuffer column = Conversions.column(from, rows);
      for (Column view : views(column)) {
        for (int stride : new int[] {1, STRIDE}) {
          check(column, view, heap(to, rows), stride);
          check(column, view, direct(to, rows), stride);
        }
      }
    }
  }

  private static Tensor heap(ElementType type, int rows) {
    return Tensor.zeros(type, Shape.of(FIRST + (long) rows * STRIDE));
  }

  private static Tensor direct(ElementType type, int rows) {
    int size = FIRST + rows * STRIDE;
    ByteBuffer memory = ByteBuffer.allocateDirect(size * type.byteWidth());
    return Tensor.over(type, Shape.of(size), memory);
  }

  /** The same elements as a buffer, as a runner's column, in direct and in read-only memory. */
  private static List<Column> views(ColumnBuffer column) {
    int rows = column.rows();
    int bytes = rows * column.type().byteWidth();
    Tensor copy =
        Tensor.over(column.type(), Shape.of(rows), ByteBuffer.allocateDirect(Math.max(1, bytes)));
    column.copyTo(copy, 0, 1);
    ByteBuffer readOnly = ByteBuffer.allocate(bytes).put(copy.bytes().duplicate().limit(bytes));
    return List.of(
        column,
        new ForeignColumn(column),
        Column.over(copy),
        Column.over(column.type(), Shape.scalar(), rows, readOnly.asReadOnlyBuffer()));
  }

  private static void check(ColumnBuffer expected, Column view, Tensor target, int stride) {
    view.copyTo(target, FIRST, stride);
    boolean[] written = new boolean[target.size()];
    for (int row = 0; row < view.rows(); row++) {
      int place = FIRST + row * stride;
      written[place] = true;
      assertThat(Conversions.bits(target, place))
          .as("row %s of %s, value %s", row, view.type(), expected.valueAt(row))
          .isEqualTo(Conversions.expectedBits(expected, row, target.type()));
    }
    for (int place = 0; place < written.length; place++) {
      if (!written[place]) {
        assertThat(Conversions.bits(target, place)).as("element %s", place).isZero();
      }
    }
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  @DisplayName("and back into a buffer converts alike")
  void copyFrom(ElementType from, ElementType to) {
    for (int rows : ROWS) {
      ColumnBuffer source = Conversions.column(from, rows);
      for (Tensor wide : List.of(heap(from, rows), direct(from, rows))) {
        source.copyTo(wide, FIRST, STRIDE);
        ColumnBuffer target = new ColumnBuffer(to, Shape.scalar());
        target.reset(rows);
        target.copyFrom(wide, FIRST, STRIDE);
        Tensor plain = Tensor.zeros(to, Shape.of(rows));
        target.copyTo(plain, 0, 1);
        for (int row = 0; row < rows; row++) {
          assertThat(Conversions.bits(plain, row))
              .as("row %s, value %s", row, source.valueAt(row))
              .isEqualTo(Conversions.expectedBits(source, row, to));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.slipway.Conversions#numericTypes")
  @DisplayName("of rows with several elements keeps them together")
  void vectors(ElementType type) {
    for (int rows : new int[] {2, 50}) {
      ColumnBuffer flat = Conversions.column(type, rows * 3);
      ColumnBuffer column = new ColumnBuffer(type, Shape.of(3));
      column.reset(rows);
      Tensor source = Tensor.zeros(type, Shape.of(rows * 3L));
      flat.copyTo(source, 0, 1);
      column.copyFrom(source, 0, 3);
      for (Column view : List.of(column, new ForeignColumn(column), column.slice(0, rows))) {
        Tensor target = Tensor.zeros(type, Shape.of(rows, 5));
        view.copyTo(target, 1, 5);
        for (int index = 0; index < rows * 3; index++) {
          int place = index / 3 * 5 + 1 + index % 3;
          assertThat(Conversions.bits(target, place)).isEqualTo(Conversions.bits(source, index));
        }
      }
      ColumnBuffer back = new ColumnBuffer(type, Shape.of(3));
      back.reset(rows);
      Tensor wide = Tensor.zeros(type, Shape.of(rows, 5));
      column.copyTo(wide, 2, 5);
      back.copyFrom(wide, 2, 5);
      for (int index = 0; index < rows * 3; index++) {
        assertThat(back.valueAt(index / 3)).isEqualTo(column.valueAt(index / 3));
      }
    }
  }

  @Test
  @DisplayName("refuses floating elements for integers, and strings for numbers")
  void refused() {
    Tensor longs = Tensor.zeros(ElementType.INT64, Shape.of(100));
    for (int rows : new int[] {1, 100}) {
      Column floats = Conversions.column(ElementType.FLOAT32, rows);
      assertThatThrownBy(() -> floats.copyTo(longs, 0, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("INT64 elements are not floating");
    }
    assertThatThrownBy(() -> Column.ofValues(ElementType.STRING, "a").copyTo(longs, 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("INT64 elements are not strings");
    Tensor strings = Tensor.zeros(ElementType.STRING, Shape.of(1));
    assertThatThrownBy(() -> Column.of(1L).copyTo(strings, 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("STRING elements have no fixed-width memory");
    assertThatThrownBy(
            () -> Column.ofValues(ElementType.BINARY, new byte[] {-1}).copyTo(strings, 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("BINARY elements do not fit into a tensor");
  }

  @Test
  @DisplayName("beyond the target's end is refused before anything is written")
  void bounds() {
    ByteBuffer large = ByteBuffer.allocate(1000);
    Tensor target = Tensor.over(ElementType.FLOAT32, Shape.of(10), large);
    for (Column column : List.of(Column.of(new float[4]), Column.of(1f, 2f, 3f, 4f))) {
      assertThatThrownBy(() -> column.copyTo(target, 1, 3))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("4 rows end at element 11, but FLOAT32[10] has 10");
      assertThatThrownBy(() -> new ForeignColumn(column).copyTo(target, 8, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("4 rows end at element 12, but FLOAT32[10] has 10");
      assertThatThrownBy(() -> column.copyTo(target, -1, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("rows of 1 elements cannot start at -1 and every 1");
      assertThatThrownBy(() -> column.copyTo(target, 0, 0))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("rows of 1 elements cannot start at 0 and every 0");
    }
    assertThat(large.array()).containsOnly(0);
  }

  @Test
  @DisplayName("a boolean byte of foreign memory that is neither 0 nor 1 reads as 1")
  void foreignBooleans() {
    Column column =
        Column.over(ElementType.BOOL, Shape.scalar(), 2, ByteBuffer.wrap(new byte[] {0, -3}));
    assertThat(column.longAt(0)).isZero();
    assertThat(column.longAt(1)).isEqualTo(1);
    assertThat(column.floatAt(1)).isEqualTo(1f);
  }
}
