package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the values of one field, row by row or all rows at once. */
final class FieldDecoder {

  private final Signature.Field field;
  private final JsonProblems problems;
  private final ElementDecoder elements;
  private final Shape rowShape;
  private @Nullable ColumnBuffer scratch;
  private @Nullable ColumnBuffer column;
  private int rowsBefore;
  private boolean seen;
  private boolean missingLeftToOthers;

  FieldDecoder(Signature.Field field, JsonProblems problems) {
    this.field = field;
    this.problems = problems;
    this.elements = new ElementDecoder(field.type());
    this.rowShape = field.rowShape();
    if (rowShape.isFixed() && rowShape.elements() > 0) {
      this.column = new ColumnBuffer(field.type(), rowShape);
    }
  }

  Signature.Field field() {
    return field;
  }

  /**
   * Returns whether filling up says itself that a value is missing, since none can stand for it.
   */
  boolean reportsMissing() {
    return !missingLeftToOthers
        && field.kind() == Signature.Kind.TENSOR
        && !field.type().isFloating();
  }

  /** Leaves it to others to tell that a value is missing. */
  void leaveMissingToOthers() {
    missingLeftToOthers = true;
  }

  /** Returns whether any value was read. */
  boolean seen() {
    return seen;
  }

  int rows() {
    return column == null ? rowsBefore : column.rows();
  }

  /** Returns how deep the arrays of all rows together are nested. */
  int depth() {
    return rowShape.rank() + 1;
  }

  /** Reads one row's value, whose first token is given; adds exactly one row. */
  void row(JsonTokens tokens, @Nullable JsonToken token) throws IOException {
    seen = true;
    if (token == JsonToken.VALUE_NULL) {
      absent();
    } else if (rowShape.rank() == 0 && column != null) {
      if (!elements.add(tokens, token, column, problems)) {
        column.addNull();
      }
    } else {
      nestedRow(tokens, token);
    }
  }

  /** Reads an array of rows, whose first token is given. */
  void rows(JsonTokens tokens, @Nullable JsonToken token) throws IOException {
    seen = true;
    if (token != JsonToken.START_ARRAY) {
      problems.add("is no list, expected one value for each row of " + field);
      tokens.skip(token);
      return;
    }
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      row(tokens, t);
    }
  }

  /** Adds null rows until there are as many as told; for rows that do not mention this field. */
  void fill(int rows) {
    while (rows() < rows) {
      if (seen && reportsMissing()) {
        problems.add("has no '" + field.name() + "', expected a value for this tensor");
      }
      blank();
    }
  }

  private void absent() {
    if (field.kind() == Signature.Kind.TENSOR && !field.type().isFloating()) {
      problems.add("is null, expected a value for the tensor " + field);
    }
    blank();
  }

  private void blank() {
    if (column == null) {
      rowsBefore++;
    } else if (field.kind() == Signature.Kind.TENSOR && field.type().isFloating()) {
      for (int i = 0; i < column.width(); i++) {
        column.addDouble(Double.NaN);
      }
    } else {
      column.addNull();
    }
  }

  private void nestedRow(JsonTokens tokens, @Nullable JsonToken token) throws IOException {
    ColumnBuffer elementsOfRow = scratch();
    elementsOfRow.clear();
    long[] actual = rowShape.toArray();
    int before = problems.count();
    nested(tokens, token, 0, actual);
    if (problems.count() == before && elementsOfRow.rows() == 0) {
      problems.add("is empty, expected at least one element for " + field);
    }
    if (problems.count() != before) {
      blank();
      return;
    }
    Shape shape = Shape.of(actual);
    ColumnBuffer target = column(shape);
    if (!target.rowShape().equals(shape)) {
      problems.add("has shape " + shape + ", expected " + target.rowShape() + " as in rows before");
      blank();
    } else {
      copy(elementsOfRow, target);
    }
  }

  private ColumnBuffer scratch() {
    ColumnBuffer made = scratch;
    if (made == null) {
      made = new ColumnBuffer(field.type(), Shape.scalar());
      scratch = made;
    }
    return made;
  }

  private void nested(JsonTokens tokens, @Nullable JsonToken token, int axis, long[] actual)
      throws IOException {
    if (axis == actual.length) {
      element(tokens, token);
      return;
    }
    if (token != JsonToken.START_ARRAY) {
      problems.add("is no list, expected " + field);
      tokens.skip(token);
      return;
    }
    long size = 0;
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      nested(tokens, t, axis + 1, actual);
      size++;
    }
    if (actual[axis] == Shape.FREE) {
      actual[axis] = size;
    } else if (actual[axis] != size) {
      problems.add("has " + size + " elements, expected " + actual[axis] + " for " + field);
    }
  }

  private void element(JsonTokens tokens, @Nullable JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL && field.type().isFloating()) {
      scratch().addDouble(Double.NaN);
    } else {
      elements.add(tokens, token, scratch(), problems);
    }
  }

  private ColumnBuffer column(Shape shape) {
    if (column == null) {
      ColumnBuffer created = new ColumnBuffer(field.type(), shape);
      column = created;
      for (int i = 0; i < rowsBefore; i++) {
        blank();
      }
    }
    return column;
  }

  private void copy(ColumnBuffer from, ColumnBuffer target) {
    for (int i = 0; i < from.rows(); i++) {
      if (field.type().isFloating()) {
        target.addDouble(from.doubleAt(i));
      } else if (field.type().isVariableLength()) {
        byte[] bytes = from.bytesAt(i);
        target.addBytes(bytes, bytes.length);
      } else {
        target.addLong(from.longAt(i));
      }
    }
  }

  /**
   * Returns the rows since the last such call, and begins with none; the shape of rows is fixed.
   */
  Column take() {
    Column taken = column();
    column = new ColumnBuffer(field.type(), field.rowShape());
    return taken;
  }

  /** Returns the column; free dimensions that no row decided are 1. */
  Column column() {
    ColumnBuffer known = column;
    if (known != null) {
      return known;
    }
    long[] decided = Arrays.stream(rowShape.toArray()).map(size -> size < 1 ? 1 : size).toArray();
    return column(Shape.of(decided));
  }
}
