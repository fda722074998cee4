package dev.slipway;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that records are read into, used again from call to call. A column whose width is
 * free is made when its first value is seen. What does not fit becomes a problem and stands as
 * null, so that all problems of a call are found. Not thread-safe.
 */
final class RecordColumns {

  private final List<Signature.Field> fields;
  private final List<Shape> rowShapes;
  private final @Nullable ColumnBuffer[] columns;
  private final List<Problem> problems = new ArrayList<>();
  private int rows;

  RecordColumns(List<Signature.Field> fields) {
    this.fields = fields;
    this.rowShapes = fields.stream().map(Signature.Field::rowShape).toList();
    this.columns = new ColumnBuffer[fields.size()];
    clear();
  }

  void clear() {
    rows = 0;
    problems.clear();
    for (int place = 0; place < columns.length; place++) {
      ColumnBuffer column = columns[place];
      Shape rowShape = rowShapes.get(place);
      if (!rowShape.isFixed()) {
        columns[place] = null;
      } else if (column == null) {
        columns[place] = new ColumnBuffer(fields.get(place).type(), rowShape);
      } else {
        column.clear();
      }
    }
  }

  void addLong(int place, long value) {
    column(place, 1).addLong(value);
  }

  void addDouble(int place, double value) {
    column(place, 1).addDouble(value);
  }

  void addObject(int place, @Nullable Object value) {
    if (value == null) {
      addNull(place);
    } else if (RecordComponents.isVector(value.getClass())) {
      addVector(place, value);
    } else if (value instanceof Long bits && fields.get(place).type() == ElementType.UINT64) {
      addLong(place, bits);
    } else {
      addScalar(place, value);
    }
  }

  void endRow() {
    rows++;
  }

  private void addNull(int place) {
    ColumnBuffer column = columns[place];
    if (column != null) {
      column.addNull();
    }
  }

  private void addScalar(int place, Object value) {
    try {
      column(place, 1).addValue(value);
    } catch (IllegalArgumentException misfit) {
      problem(place, String.valueOf(misfit.getMessage()));
    }
  }

  private void addVector(int place, Object vector) {
    int length = Array.getLength(vector);
    String expected = expected(place, length);
    if (!expected.isEmpty()) {
      problem(place, "has " + length + " elements, expected " + expected);
      return;
    }
    ColumnBuffer column = column(place, length);
    if (length == 0) {
      column.addRow();
    } else if (vector instanceof float[] floats) {
      for (float value : floats) {
        column.addDouble(value);
      }
    } else if (vector instanceof double[] doubles) {
      for (double value : doubles) {
        column.addDouble(value);
      }
    } else {
      addIntegers(place, column, vector);
    }
  }

  private void addIntegers(int place, ColumnBuffer column, Object vector) {
    int length = Array.getLength(vector);
    ElementType type = column.type();
    for (int k = 0; k < length; k++) {
      long value = Array.getLong(vector, k);
      if (type != ElementType.UINT64 && !ColumnValues.fits(type, value)) {
        problem(place, "element " + k + ": a " + type + " column cannot hold " + value);
        return;
      }
    }
    for (int k = 0; k < length; k++) {
      column.addLong(Array.getLong(vector, k));
    }
  }

  /** Returns which lengths a vector may have, or an empty text if this one is right. */
  private String expected(int place, int length) {
    ColumnBuffer column = columns[place];
    if (column != null) {
      String why = rowShapes.get(place).isFixed() ? "" : " as in the rows before";
      return length == column.width() ? "" : column.width() + why;
    }
    long known = known(rowShapes.get(place));
    boolean fits = known == 0 ? length == 0 : length % known == 0;
    return fits ? "" : "a multiple of " + known;
  }

  private void problem(int place, String message) {
    String where = "row " + rows + ", column '" + fields.get(place).name() + "'";
    problems.add(new Problem(where, message));
    addNull(place);
  }

  private ColumnBuffer column(int place, int length) {
    ColumnBuffer column = columns[place];
    if (column == null) {
      column = new ColumnBuffer(fields.get(place).type(), fixed(rowShapes.get(place), length));
      for (int row = 0; row < rows; row++) {
        column.addNull();
      }
      columns[place] = column;
    }
    return column;
  }

  /** Returns the shape of a row whose one free dimension follows from the number of elements. */
  private static Shape fixed(Shape rowShape, int length) {
    long[] dimensions = rowShape.toArray();
    long known = known(rowShape);
    for (int axis = 0; axis < dimensions.length; axis++) {
      if (dimensions[axis] == Shape.FREE) {
        dimensions[axis] = known == 0 ? 0 : length / known;
      }
    }
    return Shape.of(dimensions);
  }

  private static long known(Shape rowShape) {
    long known = 1;
    for (long dimension : rowShape.toArray()) {
      known *= dimension == Shape.FREE ? 1 : dimension;
    }
    return known;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Table table() {
    Table.Builder table = Table.builder();
    for (int place = 0; place < columns.length; place++) {
      table.column(fields.get(place).name(), column(place, 0));
    }
    return table.build();
  }
}
