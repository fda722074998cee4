package dev.slipway.batch.internal.database;

import dev.slipway.ElementType;
import java.util.Optional;

/**
 * The type of a column in a file, as DuckDB names it, and what it is for a signature.
 *
 * @param name DuckDB's name, as {@code DECIMAL(18,3)} or {@code FLOAT[]}
 */
public record ColumnType(String name) {

  /**
   * Returns whether a row is a list.
   *
   * @return true for lists and arrays
   */
  public boolean isList() {
    return name.endsWith("]");
  }

  /**
   * Returns the type of one element.
   *
   * @return what is in the innermost lists; this type itself where it is no list
   */
  public ColumnType element() {
    return isList() ? new ColumnType(name.substring(0, name.lastIndexOf('['))).element() : this;
  }

  /**
   * Returns how deep lists are nested.
   *
   * @return 0 where it is no list
   */
  public int depth() {
    return isList() ? 1 + new ColumnType(name.substring(0, name.lastIndexOf('['))).depth() : 0;
  }

  /**
   * Returns whether values can be infinite that stand for points in time.
   *
   * @return true for dates and timestamps
   */
  public boolean isTime() {
    return elementType().orElse(null) == ElementType.DATETIME;
  }

  /**
   * Returns whether a row has parts with names or lists in it.
   *
   * @return true for lists, structs, maps and unions
   */
  public boolean isNested() {
    return isList()
        || name.startsWith("STRUCT")
        || name.startsWith("MAP")
        || name.startsWith("UNION");
  }

  /**
   * Returns the element type that values of this type have for a model.
   *
   * @return empty for lists and for types that no model takes
   */
  public Optional<ElementType> elementType() {
    int bracket = name.indexOf('(');
    String word = bracket < 0 || name.startsWith("TIME") ? name : name.substring(0, bracket);
    return Optional.ofNullable(
        switch (word) {
          case "BOOLEAN" -> ElementType.BOOL;
          case "TINYINT" -> ElementType.INT8;
          case "SMALLINT" -> ElementType.INT16;
          case "INTEGER" -> ElementType.INT32;
          case "BIGINT" -> ElementType.INT64;
          case "UTINYINT" -> ElementType.UINT8;
          case "USMALLINT" -> ElementType.UINT16;
          case "UINTEGER" -> ElementType.UINT32;
          case "UBIGINT" -> ElementType.UINT64;
          case "FLOAT" -> ElementType.FLOAT32;
          case "DOUBLE" -> ElementType.FLOAT64;
          case "DECIMAL" -> isWholeDecimal() ? ElementType.INT64 : ElementType.FLOAT64;
          case "VARCHAR", "UUID", "ENUM", "JSON" -> ElementType.STRING;
          case "BLOB" -> ElementType.BINARY;
          case "DATE",
              "TIMESTAMP",
              "TIMESTAMP_S",
              "TIMESTAMP_MS",
              "TIMESTAMP_NS",
              "TIMESTAMP WITH TIME ZONE" ->
              ElementType.DATETIME;
          default -> null;
        });
  }

  /**
   * Returns the expression that reads a value as its element type.
   *
   * @param value an expression of this type
   * @return an expression in DuckDB's own type for {@link #elementType}; times are cut to whole
   *     microseconds
   */
  public String asElement(String value) {
    if (name.startsWith("DECIMAL")) {
      return "CAST(" + value + " AS " + (isWholeDecimal() ? "BIGINT" : "DOUBLE") + ")";
    }
    if (name.equals("TIMESTAMP_NS")) {
      return "make_timestamp(" + floorMicros("epoch_ns(" + value + ")") + ")";
    }
    boolean text = elementType().orElse(null) == ElementType.STRING && !name.equals("VARCHAR");
    return text ? "CAST(" + value + " AS VARCHAR)" : value;
  }

  private static String floorMicros(String nanos) {
    return "(" + nanos + " - ((" + nanos + " % 1000) + 1000) % 1000) // 1000";
  }

  private boolean isWholeDecimal() {
    String[] sizes = name.substring(name.indexOf('(') + 1, name.length() - 1).split(",", -1);
    return Integer.parseInt(sizes[0]) <= 18 && Integer.parseInt(sizes[1].trim()) == 0;
  }
}
