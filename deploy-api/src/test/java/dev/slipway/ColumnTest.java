package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A column")
class ColumnTest {

  private static final Column SOME =
      Column.ofValues(ElementType.INT32, 0, null, 2, 3, null, 5, 6, 7, 8, 9);
  private static final Column TEXTS =
      Column.ofValues(ElementType.STRING, "", null, "two", "three".repeat(20), "ü");

  @Test
  @DisplayName("is sliced with its nulls, also a slice of a slice")
  void slices() {
    for (Column column : List.of(SOME, new ForeignColumn(SOME))) {
      Column slice = column.slice(1, 8).slice(2, 4);
      assertThat(values(slice)).containsExactly(3L, null, 5L, 6L);
      assertThat(slice.hasNulls()).isTrue();
      assertThat(column.slice(5, 5).hasNulls()).isFalse();
      assertThat(column.slice(10, 0).rows()).isZero();
      assertThat(column.slice(0, 10)).isSameAs(column);
      assertThat(slice.slice(0, 4)).isSameAs(slice);
    }
  }

  @Test
  @DisplayName("of strings is sliced with its nulls")
  void slicedStrings() {
    Column slice = TEXTS.slice(1, 3);
    assertThat(values(slice)).containsExactly(null, "two", "three".repeat(20));
    assertThat(slice.bytesAt(1)).asString().isEqualTo("two");
    assertThat(slice.copyBytes(2, new byte[3])).isEqualTo(100);
    assertThat(slice.slice(1, 1).stringAt(0)).isEqualTo("two");
    Tensor target = Tensor.zeros(ElementType.STRING, Shape.of(4));
    slice.copyTo(target, 1, 1);
    assertThat(values(Column.over(target))).containsExactly("", "", "two", "three".repeat(20));
  }

  @Test
  @DisplayName("slices keep to their rows")
  void sliceBounds() {
    for (Column column : List.of(SOME, new ForeignColumn(SOME))) {
      assertThatThrownBy(() -> column.slice(3, 8))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("Range [3, 3 + 8) out of bounds for length 10");
      Column slice = column.slice(2, 3);
      assertThatThrownBy(() -> slice.longAt(3)).hasMessage("Index 3 out of bounds for length 3");
      assertThatThrownBy(() -> slice.doubleAt(-1))
          .hasMessage("Index -1 out of bounds for length 3");
      assertThatThrownBy(() -> slice.slice(1, 3))
          .hasMessage("Range [1, 1 + 3) out of bounds for length 3");
    }
  }

  @Test
  @DisplayName("slices of rows of several elements, copied with nulls as NaN")
  void slicedVectors() {
    ColumnBuffer column = new ColumnBuffer(ElementType.FLOAT32, Shape.of(2));
    for (int row = 0; row < 100; row++) {
      column.addDouble(row);
      column.addDouble(-row);
    }
    column.setNull(51);
    for (Column view : List.of(column.slice(50, 40), new ForeignColumn(column).slice(50, 40))) {
      Tensor target = Tensor.zeros(ElementType.FLOAT64, Shape.of(40, 2));
      view.copyTo(target, 0, 2);
      assertThat(target.doubleAt(0)).isEqualTo(50);
      assertThat(target.doubleAt(1)).isEqualTo(-50);
      assertThat(target.doubleAt(2)).isNaN();
      assertThat(target.doubleAt(3)).isNaN();
      assertThat(target.doubleAt(79)).isEqualTo(-89);
      assertThat(view.valueAt(2)).isEqualTo(List.of(52f, -52f));
    }
  }

  @Test
  @DisplayName("over a buffer sees it in native order, without a copy, and leaves it alone")
  void overBuffer() {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.BIG_ENDIAN);
    bytes.duplicate().order(ByteOrder.nativeOrder()).putInt(0, 7).putInt(8, -1);
    bytes.position(5);
    Column column = Column.over(ElementType.INT32, Shape.scalar(), 3, bytes);
    assertThat(values(column)).containsExactly(7L, 0L, -1L);
    assertThat(bytes.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(bytes.position()).isEqualTo(5);
    bytes.duplicate().order(ByteOrder.nativeOrder()).putInt(4, 9);
    assertThat(column.longAt(1)).isEqualTo(9);
    assertThat(column).hasToString("INT32 x 3 [7, 9, -1]");
    assertThat(column.slice(1, 2)).hasToString("INT32 x 2 [9, -1]");
    assertThatThrownBy(() -> column.stringAt(0)).hasMessage("INT32 elements are not bytes");
    assertThatThrownBy(() -> Column.over(ElementType.INT64, Shape.scalar(), 2, bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a INT64 tensor of shape [2] needs 16 bytes, but has 12");
    assertThatThrownBy(() -> Column.over(ElementType.STRING, Shape.scalar(), 2, bytes))
        .hasMessage("STRING elements have no fixed width (use ofStrings)");
  }

  @Test
  @DisplayName("over a tensor has its first dimension as rows")
  void overTensor() {
    Column column = Column.over(Tensor.of(Shape.of(2, 1, 2), 1f, 2f, 3f, 4f));
    assertThat(column.rowShape()).isEqualTo(Shape.of(1, 2));
    assertThat(column.width()).isEqualTo(2);
    assertThat(column.valueAt(1)).isEqualTo(List.of(List.of(3f, 4f)));
    Column texts = Column.over(Tensor.ofStrings(Shape.of(2, 2), "a", null, "c", "d"));
    assertThat(values(texts)).containsExactly(List.of("a", ""), List.of("c", "d"));
    assertThatThrownBy(() -> Column.over(Tensor.of(Shape.scalar(), 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a scalar tensor has no rows, expected rank 1 at least");
  }

  @Test
  @DisplayName("has its defaults from the few methods a runner writes")
  void defaults() {
    Column texts = new ForeignColumn(TEXTS);
    assertThat(texts.hasNulls()).isTrue();
    assertThat(texts.stringAt(3)).isEqualTo("three".repeat(20));
    assertThat(texts.bytesAt(2)).hasSize(3);
    Column flags = new ForeignColumn(Column.ofValues(ElementType.BOOL, true, false));
    assertThat(flags.hasNulls()).isFalse();
    assertThat(flags.booleanAt(0)).isTrue();
    assertThat(flags.booleanAt(1)).isFalse();
    assertThat(flags.width()).isEqualTo(1);
    assertThat(new ForeignColumn(Column.of(0.1)).floatAt(0)).isEqualTo(0.1f);
  }

  @Test
  @DisplayName("of no elements a row has rows nevertheless")
  void noWidth() {
    ColumnBuffer column = new ColumnBuffer(ElementType.FLOAT32, Shape.of(0));
    column.reset(3);
    assertThat(column.valueAt(2)).isEqualTo(List.of());
    assertThat(column.slice(1, 2).rows()).isEqualTo(2);
    column.copyTo(Tensor.zeros(ElementType.FLOAT32, Shape.of(3, 0)), 0, 0);
    assertThat(Column.over(Tensor.zeros(ElementType.FLOAT32, Shape.of(3, 0))).rows()).isEqualTo(3);
  }

  private static Object[] values(Column column) {
    Object[] values = new Object[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = column.valueAt(row);
    }
    return values;
  }
}
