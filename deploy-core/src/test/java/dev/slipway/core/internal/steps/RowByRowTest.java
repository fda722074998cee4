package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every step: a table of n rows gives what n tables of one row give, and a copy what reads give.
 */
class RowByRowTest {

  @Provide
  Arbitrary<StepCase> cases() {
    return Arbitraries.of(StepCase.all());
  }

  @Property(tries = 600)
  @Label("n rows give bit for bit what n tables of one row give")
  void rowsAreIndependent(
      @ForAll("cases") StepCase step, @ForAll Random random, @ForAll @IntRange(max = 40) int rows) {
    Table table = StepCase.table(random, rows);
    StepRun together = step.run(table);
    StepRun alone = step.run(table);
    List<Column> all = together.on(table).columns();
    List<String> refused = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Column> one = alone.on(table.slice(row, 1)).columns();
      for (String message : alone.rejections()) {
        refused.add(message.replaceFirst("^0", Integer.toString(row)));
      }
      for (int i = 0; i < all.size(); i++) {
        assertThat(bits(one.get(i), 0)).isEqualTo(bits(all.get(i), row));
      }
    }
    assertThat(together.rejections()).containsExactlyInAnyOrderElementsOf(refused);
  }

  @Property(tries = 300)
  @Label("copying into tensors of any floating type and stride gives what reading gives")
  void copiesEqualReads(
      @ForAll("cases") StepCase step, @ForAll Random random, @ForAll @IntRange(max = 40) int rows) {
    Table table = StepCase.table(random, rows);
    for (Column column : step.run(table).on(table).columns()) {
      if (!column.type().isVariableLength()) {
        for (ElementType type :
            List.of(ElementType.FLOAT16, ElementType.FLOAT32, ElementType.FLOAT64)) {
          checkCopy(column, type, column.width());
          checkCopy(column, type, column.width() + 3);
        }
      }
    }
  }

  private static void checkCopy(Column column, ElementType type, int stride) {
    int width = column.width();
    Tensor copied = Tensor.zeros(type, Shape.of(2 + column.rows() * (long) stride));
    Tensor expected = Tensor.zeros(type, copied.shape());
    for (int i = 0; i < copied.size(); i++) {
      copied.setDouble(i, -7);
      expected.setDouble(i, -7);
    }
    column.copyTo(copied, 2, stride);
    for (int index = 0; index < column.rows() * width; index++) {
      int row = index / width;
      double value = column.isNull(row) ? Double.NaN : column.doubleAt(index);
      expected.setDouble(2 + row * stride + index % width, value);
    }
    assertThat(copied.bytes()).isEqualTo(expected.bytes());
  }

  private static List<Object> bits(Column column, int row) {
    if (column.isNull(row)) {
      return List.of("null");
    }
    Object[] bits = new Object[column.width()];
    Arrays.setAll(bits, k -> bit(column, row * column.width() + k));
    return List.of(bits);
  }

  private static Object bit(Column column, int index) {
    if (column.type().isVariableLength()) {
      return column.stringAt(index);
    }
    return column.type().isFloating()
        ? (Object) Double.doubleToRawLongBits(column.doubleAt(index))
        : (Object) column.longAt(index);
  }
}
