package dev.slipway.core.internal.predict;

import dev.slipway.Column;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the signature's columns in a caller's table. Immutable. */
final class InputCheck {

  private final String task;
  private final List<Signature.Field> fields;

  InputCheck(String task, List<Signature.Field> fields) {
    this.task = task;
    this.fields = fields;
  }

  int size() {
    return fields.size();
  }

  /**
   * Puts the signature's columns into {@code found}, in the signature's order.
   *
   * @throws InvalidInputException with everything that does not fit
   */
  void resolve(Table table, Column[] found) {
    List<Problem> problems = null;
    for (int i = 0; i < fields.size(); i++) {
      Signature.Field field = fields.get(i);
      int place = table.indexOf(field.name());
      Column column = place >= 0 ? table.columns().get(place) : replacement(field, table);
      String problem = column == null ? missing(field, table) : misfit(field, column);
      if (problem != null) {
        problems = problems == null ? new ArrayList<>() : problems;
        problems.add(new Problem("column '" + field.name() + "'", problem));
      } else if (column != null) {
        found[i] = column;
      }
    }
    if (problems != null) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, task, problems);
    }
  }

  /** Returns what stands for a column that the table lacks, or null if nothing does. */
  private @Nullable Column replacement(Signature.Field field, Table table) {
    if (!field.required() && field.rowShape().isFixed()) {
      return new NullColumn(field.type(), field.rowShape(), table.rows());
    }
    return fields.size() == 1 && field.kind() == Signature.Kind.TENSOR
        ? matrix(field, table)
        : null;
  }

  /** Takes all columns of a table as the rows of the only tensor, as MLflow does. */
  private static @Nullable Column matrix(Signature.Field field, Table table) {
    Shape row = field.rowShape();
    List<Column> columns = table.columns();
    boolean fits =
        row.rank() == 1
            && !columns.isEmpty()
            && row.accepts(Shape.of(columns.size()))
            && columns.stream().allMatch(c -> c.rowShape().rank() == 0 && c.type() == field.type());
    return fits ? new MatrixColumn(columns) : null;
  }

  private static @Nullable String misfit(Signature.Field field, Column column) {
    if (!TypeRules.accepts(field, column.type())) {
      return "is " + column.type() + ", expected " + field.type();
    }
    if (!TypeRules.fits(field.rowShape(), column.rowShape())) {
      return "has rows of shape " + column.rowShape() + ", expected " + field.rowShape();
    }
    return null;
  }

  private static String missing(Signature.Field field, Table table) {
    String nearest =
        NearestWord.of(field.name(), table.names())
            .map(name -> "; the nearest of the table's is '" + name + "'")
            .orElse("; the table has no columns");
    return "is missing, expected " + field + nearest;
  }
}
