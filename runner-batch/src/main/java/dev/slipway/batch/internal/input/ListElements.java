package dev.slipway.batch.internal.input;

import dev.slipway.Shape;
import dev.slipway.batch.internal.database.ColumnType;
import dev.slipway.batch.internal.database.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a column's rows, which are single values, flat lists, or lists as deep as the
 * shape has dimensions.
 */
public final class ListElements {

  private final String name;
  private final ColumnType type;
  private final Shape shape;

  /**
   * Names a column.
   *
   * @param column of an input
   * @param shape the shape that its rows shall have, without free dimensions
   */
  public ListElements(InputColumn column, Shape shape) {
    this.name = Sql.identifier(column.name());
    this.type = column.type();
    this.shape = shape;
  }

  /**
   * Returns the elements of a row.
   *
   * @return one expression for each, row-major
   */
  public List<String> expressions() {
    List<String> elements = new ArrayList<>();
    if (type.depth() > 1) {
      nested(name, shape, elements);
      return elements;
    }
    for (int k = 1; k <= shape.elements(); k++) {
      elements.add(type.element().asElement(type.isList() ? name + "[" + k + "]" : name));
    }
    return elements;
  }

  private void nested(String list, Shape rest, List<String> elements) {
    if (rest.rank() == 0) {
      elements.add(type.element().asElement(list));
      return;
    }
    for (int k = 1; k <= rest.dimension(0); k++) {
      nested(list + "[" + k + "]", rest.row(), elements);
    }
  }

  /**
   * Returns how many values a row has.
   *
   * @return an expression as {@link BoundColumn} says; null where it is always right
   */
  public @Nullable String length() {
    if (type.depth() > 1) {
      List<String> same = new ArrayList<>();
      lengths(name, shape, same);
      return "CASE WHEN "
          + name
          + " IS NULL THEN NULL WHEN "
          + String.join(" AND ", same)
          + " THEN "
          + shape.elements()
          + " ELSE "
          + BoundColumn.OTHER_SHAPE
          + " END";
    }
    if (type.isList()) {
      return "len(" + name + ")";
    }
    return type.isTime()
        ? "CASE WHEN isinf(" + name + ") THEN " + BoundColumn.INFINITE + " ELSE 1 END"
        : null;
  }

  private static void lengths(String list, Shape rest, List<String> same) {
    same.add("coalesce(len(" + list + "), 0) = " + rest.dimension(0));
    if (rest.rank() > 1) {
      for (int k = 1; k <= rest.dimension(0); k++) {
        lengths(list + "[" + k + "]", rest.row(), same);
      }
    }
  }
}
