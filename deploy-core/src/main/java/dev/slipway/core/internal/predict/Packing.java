package dev.slipway.core.internal.predict;

import dev.slipway.Column;
import dev.slipway.ErrorCode;
import dev.slipway.RowPacker;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which columns go into which tensors of the model, and where. Immutable. */
final class Packing {

  /**
   * One input of the model.
   *
   * @param index its place in the model's signature
   * @param tensor as the model declares it
   * @param features the places of its columns among the features, in order
   */
  record Target(int index, Signature.Field tensor, List<Integer> features) {}

  private final List<Target> targets;
  private final List<Signature.Field> features;
  private final RowLayout layout;
  private final long elementsPerRow;

  Packing(List<Target> targets, List<Signature.Field> features, RowLayout layout) {
    this.targets = List.copyOf(targets);
    this.features = List.copyOf(features);
    this.layout = layout;
    this.elementsPerRow = elementsPerRow(features);
  }

  /** Returns how many elements a row has in all inputs, free dimensions counted as one. */
  long elementsPerRow() {
    return elementsPerRow;
  }

  private static long elementsPerRow(List<Signature.Field> features) {
    long elements = 0;
    for (Signature.Field feature : features) {
      long product = 1;
      for (long dimension : feature.rowShape().toArray()) {
        product *= Math.max(1, dimension);
      }
      elements += product;
    }
    return elements;
  }

  Run newRun() {
    return new Run();
  }

  /** The packing of one execution; remembers the last shapes. Not thread-safe. */
  final class Run {

    private final Shape[] rowShapes = new Shape[targets.size()];
    private final Shape[] shapes = new Shape[targets.size()];
    private final int[] widths = new int[targets.size()];
    private final RowPacker packer = new RowPacker();
    private final Column[][] parts = new Column[targets.size()][];
    private final List<List<Column>> partLists = new ArrayList<>();
    private int shapedRows = -1;

    private Run() {
      for (int i = 0; i < parts.length; i++) {
        parts[i] = new Column[targets.get(i).features.size()];
        partLists.add(Arrays.asList(parts[i]));
      }
    }

    /** Writes {@code rows} rows into the execution's inputs, padded as the layout says. */
    void pack(Column[] columns, int rows, Execution execution, RejectedRows rejected) {
      int padded = layout.padded(rows);
      shape(columns, padded);
      for (int i = 0; i < targets.size(); i++) {
        Target target = targets.get(i);
        Tensor tensor = execution.input(target.index, shapes[i]);
        for (int k = 0; k < target.features.size(); k++) {
          int feature = target.features.get(k);
          Column column = columns[feature];
          parts[i][k] = column;
          if (!tensor.type().isFloating() && column.hasNulls()) {
            rejectNulls(column, features.get(feature).name(), rejected);
          }
        }
        packer.pack(partLists.get(i), tensor, widths[i]);
        repeatLastRow(tensor, widths[i], rows, padded);
      }
    }

    private void shape(Column[] columns, int padded) {
      boolean changed = padded != shapedRows;
      for (int i = 0; i < rowShapes.length; i++) {
        Shape row = rowShape(targets.get(i), columns);
        changed |= !row.equals(rowShapes[i]);
        rowShapes[i] = row;
      }
      for (int i = 0; changed && i < shapes.length; i++) {
        shapes[i] = layout.tensorShape(rowShapes[i], padded);
        widths[i] = Math.toIntExact(rowShapes[i].elements());
      }
      shapedRows = padded;
    }

    private Shape rowShape(Target target, Column[] columns) {
      Shape declared = layout.rowShape(target.tensor);
      if (declared.isFixed()) {
        return declared;
      }
      if (target.features.size() == 1) {
        Shape actual = columns[target.features.get(0)].rowShape();
        return actual.rank() == declared.rank() ? actual : Shape.of(1);
      }
      int width = 0;
      for (int feature : target.features) {
        width += columns[feature].width();
      }
      return Shape.of(width);
    }

    private void rejectNulls(Column column, String name, RejectedRows rejected) {
      for (int row = 0; row < column.rows(); row++) {
        if (column.isNull(row)) {
          String message = "column '" + name + "' is null, expected a value";
          rejected.add(row, ErrorCode.MISSING_VALUE, message);
        }
      }
    }

    private void repeatLastRow(Tensor tensor, int width, int rows, int padded) {
      for (int place = rows * width; place < padded * width; place++) {
        int source = place - width;
        if (tensor.type().isFloating()) {
          tensor.setDouble(place, tensor.doubleAt(source));
        } else if (tensor.type().isVariableLength()) {
          tensor.setString(place, tensor.stringAt(source));
        } else {
          tensor.setLong(place, tensor.longAt(source));
        }
      }
    }
  }
}
