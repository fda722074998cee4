package dev.slipway.batch.internal.input;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that the predictor gets: which expressions over the input make it.
 *
 * @param name the signature's name
 * @param type the type that the values have in the input
 * @param rowShape the shape of one row, without free dimensions
 * @param elements one expression of DuckDB's type for each element of a row
 * @param length an expression of how many values a row has, {@link #OTHER_SHAPE} or {@link
 *     #INFINITE}; null where it is always right
 */
public record BoundColumn(
    String name, ElementType type, Shape rowShape, List<String> elements, @Nullable String length) {

  /** The length of nested lists of another shape. */
  public static final long OTHER_SHAPE = -1;

  /** The length where a time is infinite. */
  public static final long INFINITE = -2;

  /**
   * Says what is wrong with a row.
   *
   * @param found the length that it has
   * @return a fact and what was expected
   */
  public String lengthFault(long found) {
    return fault(found, rowShape);
  }

  /**
   * Says what is wrong with a row.
   *
   * @param found the length that it has
   * @param rowShape the shape of a row
   * @return a fact and what was expected
   */
  public static String fault(long found, Shape rowShape) {
    if (found == INFINITE) {
      return "is infinite, expected a point in time";
    }
    return found == OTHER_SHAPE
        ? "has lists of other lengths, expected shape " + rowShape
        : "has a list of " + found + " values, expected " + rowShape.elements();
  }
}
