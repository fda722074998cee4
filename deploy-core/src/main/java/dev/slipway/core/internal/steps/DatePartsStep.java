package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Computes parts of local times. */
record DatePartsStep(
    List<String> inputs, List<Signature.Field> outputs, List<DatePart> parts, ZoneOffsets zone)
    implements Step {

  @Override
  public Kernel newKernel() {
    return new Parts();
  }

  private final class Parts implements Kernel {

    private final DatePart[] perColumn = parts.toArray(DatePart[]::new);
    private final ZoneOffsets.Cursor cursor = zone.new Cursor();
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private final List<Column> view = Collections.unmodifiableList(buffers);
    private long[] local = new long[16];

    private Parts() {
      for (int i = 0; i < outputs.size(); i++) {
        buffers.add(new ColumnBuffer(ElementType.INT64, Shape.scalar()));
      }
    }

    @Override
    public List<Column> apply(List<Column> columns, ObjIntConsumer<String> rejections) {
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        toLocal(column);
        for (int k = 0; k < perColumn.length; k++) {
          ColumnBuffer output = buffers.get(i * perColumn.length + k);
          output.reset(column.rows());
          perColumn[k].fill(local, output);
          copyNulls(column, output);
        }
      }
      return view;
    }

    private void toLocal(Column column) {
      if (column.rows() > local.length) {
        local = new long[Math.max(column.rows(), 2 * local.length)];
      }
      for (int row = 0; row < column.rows(); row++) {
        long second = Math.floorDiv(column.longAt(row), 1_000_000L);
        local[row] = second + cursor.offsetAt(second);
      }
    }

    private static void copyNulls(Column column, ColumnBuffer output) {
      if (!column.hasNulls()) {
        return;
      }
      for (int row = 0; row < column.rows(); row++) {
        if (column.isNull(row)) {
          output.setNull(row);
        }
      }
    }
  }
}
