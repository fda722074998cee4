package dev.slipway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Named columns of equal length, in order. Immutable to readers: a table never changes which
 * columns it has; a view over a runner's memory is valid for the call it is handed to, a table that
 * a predictor returns owns heap memory. Needs no closing.
 */
public final class Table {

  private static final int SCANNED_COLUMNS = 8;

  private final List<String> names;
  private final List<Column> columns;
  private final int rows;
  private final @Nullable Map<String, Integer> index;

  private Table(
      List<String> names, List<Column> columns, int rows, @Nullable Map<String, Integer> index) {
    this.names = names;
    this.columns = columns;
    this.rows = rows;
    this.index = index;
  }

  /** Returns the places of many names, null for a few, which are found as fast without. */
  private static @Nullable Map<String, Integer> index(List<String> names) {
    if (names.size() <= SCANNED_COLUMNS) {
      for (int i = 1; i < names.size(); i++) {
        if (names.indexOf(names.get(i)) < i) {
          throw duplicate(names.get(i));
        }
      }
      return null;
    }
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (index.put(names.get(i), i) != null) {
        throw duplicate(names.get(i));
      }
    }
    return index;
  }

  private static IllegalArgumentException duplicate(String name) {
    return new IllegalArgumentException("column '" + name + "' stands twice");
  }

  private static void check(String name, Column column, int rows) {
    if (column.rows() != rows) {
      throw new IllegalArgumentException(
          "column '" + name + "' has " + column.rows() + " rows, but the table has " + rows);
    }
    checkElements(name, column);
  }

  private static void checkElements(String name, Column column) {
    long elements = (long) column.rows() * column.width();
    if (elements > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "column '"
              + name
              + "' has "
              + elements
              + " elements, expected at most "
              + Integer.MAX_VALUE
              + " (use several tables)");
    }
  }

  /**
   * Returns a table of these columns.
   *
   * @param names distinct, as many as there are columns
   * @param columns of equal length
   * @return the table
   * @throws IllegalArgumentException if counts or lengths differ, or a name stands twice
   */
  public static Table of(List<String> names, List<? extends Column> columns) {
    if (names.size() != columns.size()) {
      throw new IllegalArgumentException(
          names.size() + " names were given for " + columns.size() + " columns");
    }
    List<String> ownNames = List.copyOf(names);
    List<Column> ownColumns = List.copyOf(columns);
    int rows = ownColumns.isEmpty() ? 0 : ownColumns.get(0).rows();
    for (int i = 0; i < ownColumns.size(); i++) {
      check(ownNames.get(i), ownColumns.get(i), rows);
    }
    return new Table(ownNames, ownColumns, rows, index(ownNames));
  }

  /**
   * Returns a builder of a table.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the number of rows.
   *
   * @return at least 0
   */
  public int rows() {
    return rows;
  }

  /**
   * Returns the names of the columns, in order.
   *
   * @return an unmodifiable list
   */
  public List<String> names() {
    return names;
  }

  /**
   * Returns the columns, in order.
   *
   * @return an unmodifiable list
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Returns the place of a column.
   *
   * @param name its name, exactly
   * @return from 0, or -1 if there is none of that name
   */
  public int indexOf(String name) {
    if (index != null) {
      return index.getOrDefault(name, -1);
    }
    return names.indexOf(name);
  }

  /**
   * Returns one column.
   *
   * @param name its name, exactly
   * @return the column
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public Column column(String name) {
    int place = indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException("no column '" + name + "' among " + names);
    }
    return columns.get(place);
  }

  /**
   * Returns some consecutive rows.
   *
   * @param from the first row
   * @param count how many
   * @return a view without a copy
   * @throws IndexOutOfBoundsException if the rows are not all there
   */
  public Table slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
    List<Column> slices = new ArrayList<>(columns.size());
    for (Column column : columns) {
      slices.add(column.slice(from, count));
    }
    return new Table(names, List.copyOf(slices), count, index);
  }

  /** Returns the names, types and row count. */
  @Override
  public String toString() {
    Map<String, String> types = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      types.put(names.get(i), columns.get(i).type() + columns.get(i).rowShape().toString());
    }
    return rows + " rows " + types;
  }

  /** Collects columns. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Column> columns = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a column.
     *
     * @param name a name that no column added before has
     * @param column as long as those added before
     * @return this
     * @throws IllegalArgumentException if the name stands already, the length differs or there are
     *     2<sup>31</sup> elements or more
     */
    public Builder column(String name, Column column) {
      int rows = columns.isEmpty() ? column.rows() : columns.values().iterator().next().rows();
      check(name, column, rows);
      if (columns.putIfAbsent(name, column) != null) {
        throw duplicate(name);
      }
      return this;
    }

    /**
     * Adds a {@code FLOAT32} column.
     *
     * @param name its name
     * @param values one a row, copied
     * @return this
     */
    public Builder floats(String name, float... values) {
      return column(name, Column.of(values));
    }

    /**
     * Adds a {@code FLOAT64} column.
     *
     * @param name its name
     * @param values one a row, copied
     * @return this
     */
    public Builder doubles(String name, double... values) {
      return column(name, Column.of(values));
    }

    /**
     * Adds an {@code INT64} column.
     *
     * @param name its name
     * @param values one a row, copied
     * @return this
     */
    public Builder longs(String name, long... values) {
      return column(name, Column.of(values));
    }

    /**
     * Adds an {@code INT32} column.
     *
     * @param name its name
     * @param values one a row, copied
     * @return this
     */
    public Builder ints(String name, int... values) {
      return column(name, Column.of(values));
    }

    /**
     * Adds a {@code STRING} column.
     *
     * @param name its name
     * @param values one a row, copied; null for no value
     * @return this
     */
    public Builder strings(String name, @Nullable String... values) {
      return column(name, Column.ofValues(ElementType.STRING, (Object[]) values));
    }

    /**
     * Returns the table.
     *
     * @return a table of the columns added so far; of 0 rows if there are none
     */
    public Table build() {
      return Table.of(List.copyOf(columns.keySet()), List.copyOf(columns.values()));
    }
  }
}
