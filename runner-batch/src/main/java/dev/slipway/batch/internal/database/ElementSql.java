package dev.slipway.batch.internal.database;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.duckdb.DuckDBColumnType;

/**
 * How elements of each type pass between DuckDB and Java functions, which take and give numbers and
 * texts only: what has no form of its own is carried in another one that loses nothing.
 */
public final class ElementSql {

  private ElementSql() {}

  /**
   * Returns the type in which a function sees elements.
   *
   * @param type the element type
   * @return the type of its parameter or result
   */
  public static DuckDBColumnType carrier(ElementType type) {
    return switch (type) {
      case BOOL -> DuckDBColumnType.BOOLEAN;
      case INT8 -> DuckDBColumnType.TINYINT;
      case INT16 -> DuckDBColumnType.SMALLINT;
      case INT32 -> DuckDBColumnType.INTEGER;
      case UINT8 -> DuckDBColumnType.UTINYINT;
      case UINT16 -> DuckDBColumnType.USMALLINT;
      case UINT32 -> DuckDBColumnType.UINTEGER;
      case INT64, UINT64, DATETIME -> DuckDBColumnType.BIGINT;
      case FLOAT16, BFLOAT16, FLOAT32 -> DuckDBColumnType.FLOAT;
      case FLOAT64 -> DuckDBColumnType.DOUBLE;
      case STRING, BINARY -> DuckDBColumnType.VARCHAR;
    };
  }

  /**
   * Returns the expression that gives a value to a function.
   *
   * @param type the element type
   * @param value an expression of that type in DuckDB
   * @return an expression of the carrier type
   */
  public static String toCarrier(ElementType type, String value) {
    return switch (type) {
      case UINT64 ->
          "CAST(CASE WHEN "
              + value
              + " < 9223372036854775808 THEN CAST("
              + value
              + " AS HUGEINT) ELSE CAST("
              + value
              + " AS HUGEINT) - 18446744073709551616 END AS BIGINT)";
      case DATETIME -> "epoch_us(" + value + ")";
      case BINARY -> "to_base64(" + value + ")";
      default -> value;
    };
  }

  /**
   * Returns the expression that makes a column of what a function gave.
   *
   * @param type the element type
   * @param carried an expression of the carrier type
   * @return an expression of the type that the output has
   */
  public static String fromCarrier(ElementType type, String carried) {
    return switch (type) {
      case UINT64 ->
          "CAST((CAST("
              + carried
              + " AS HUGEINT) + 18446744073709551616)"
              + " % 18446744073709551616 AS UBIGINT)";
      case DATETIME -> "make_timestamp(" + carried + ")";
      case BINARY -> "from_base64(" + carried + ")";
      default -> carried;
    };
  }

  /**
   * Returns the expression that makes a text of a place among choices.
   *
   * @param choices the texts, at least one
   * @param place an expression of an integer from 0
   * @return an expression of the text, null where the place is
   */
  public static String choice(List<String> choices, String place) {
    List<String> texts = choices.stream().map(Sql::literal).toList();
    return "list_extract([" + String.join(", ", texts) + "], " + place + " + 1)";
  }

  /**
   * Returns an expression of whole rows.
   *
   * @param shape the shape of a row, without free dimensions
   * @param element gives the expression of each element, row-major from 0
   * @return the element itself, or lists as deep as the shape has dimensions
   */
  public static String rows(Shape shape, IntFunction<String> element) {
    return nested(shape, 0, element);
  }

  private static String nested(Shape shape, int first, IntFunction<String> element) {
    if (shape.rank() == 0) {
      return element.apply(first);
    }
    Shape inner = shape.row();
    int width = Math.toIntExact(inner.elements());
    List<String> items = new ArrayList<>();
    for (int k = 0; k < shape.dimension(0); k++) {
      items.add(nested(inner, first + k * width, element));
    }
    return "list_value(" + String.join(", ", items) + ")";
  }
}
