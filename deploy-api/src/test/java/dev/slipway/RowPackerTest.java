package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A row packer")
class RowPackerTest {

  private static Tensor direct(int rows, int width) {
    Shape shape = Shape.of(rows, width);
    return Tensor.over(
        ElementType.FLOAT32, shape, ByteBuffer.allocateDirect(rows * width * Float.BYTES));
  }

  private static List<Column> columns(int rows, int width) {
    Random random = new Random(rows * 31L + width);
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      float[] values = new float[rows + 5];
      for (int row = 0; row < values.length; row++) {
        values[row] = Float.intBitsToFloat(random.nextInt());
      }
      columns.add(Column.of(values).slice(k % 5, rows));
    }
    return columns;
  }

  private static void check(List<Column> columns, int rows) {
    int width = columns.size();
    Tensor packed = direct(rows, width);
    new RowPacker().pack(columns, packed, width);
    Tensor expected = direct(rows, width);
    for (int k = 0; rows > 0 && k < width; k++) {
      columns.get(k).copyTo(expected, k, width);
    }
    assertThat(packed.bytes()).isEqualTo(expected.bytes());
  }

  @Test
  @DisplayName("gives bit for bit what copying column by column gives, at every width and length")
  void equalsColumnByColumn() {
    for (int width : new int[] {1, 2, 3, 4, 5, 7, 8, 20, 127, 128, 129}) {
      for (int rows : new int[] {0, 1, 63, 64, 65, 511, 512, 513, 1500}) {
        check(columns(rows, width), rows);
      }
    }
  }

  @Test
  @DisplayName("gives the same where the columns are whole")
  void wholeColumns() {
    for (int width : new int[] {2, 3, 4, 5, 8}) {
      for (int rows : new int[] {64, 65, 513, 1500}) {
        List<Column> whole = new ArrayList<>();
        columns(rows, width).forEach(column -> whole.add(copy(column)));
        check(whole, rows);
      }
    }
  }

  @Test
  @DisplayName("can be used again, for more rows of the same memory, too")
  void again() {
    RowPacker packer = new RowPacker();
    List<Column> whole = columns(900, 4);
    for (int[] part : new int[][] {{0, 100}, {0, 900}, {3, 70}, {0, 200}}) {
      List<Column> columns = whole.stream().map(column -> column.slice(part[0], part[1])).toList();
      Tensor packed = direct(part[1], 4);
      packer.pack(columns, packed, 4);
      Tensor expected = direct(part[1], 4);
      for (int k = 0; k < 4; k++) {
        columns.get(k).copyTo(expected, k, 4);
      }
      assertThat(packed.bytes()).isEqualTo(expected.bytes());
    }
  }

  private static Column copy(Column column) {
    float[] values = new float[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = column.floatAt(row);
    }
    return Column.of(values);
  }

  @Test
  @DisplayName("takes nulls, other types and other kinds of columns among floats")
  void mixed() {
    int rows = 200;
    List<Column> columns = columns(rows, 4);
    ColumnBuffer nulls = new ColumnBuffer(ElementType.FLOAT32, Shape.scalar());
    nulls.reset(rows);
    nulls.setNull(7);
    columns.set(1, nulls);
    check(columns, rows);
    columns.set(1, Column.of(new double[rows]));
    check(columns, rows);
    columns.set(1, new ForeignColumn(columns(rows, 1).get(0)));
    check(columns, rows);
    check(columns(rows, 4), rows);
  }

  @Test
  @DisplayName("writes nothing where the rows do not fit")
  void tooLong() {
    Tensor small = direct(99, 4);
    assertThatThrownBy(() -> new RowPacker().pack(columns(100, 4), small, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(small.bytes()).isEqualTo(direct(99, 4).bytes());
  }
}
