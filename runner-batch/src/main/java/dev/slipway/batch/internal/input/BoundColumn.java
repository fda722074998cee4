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
 * @param length an expression of the length of a row's list, null where rows are no lists
 */
public record BoundColumn(
    String name,
    ElementType type,
    Shape rowShape,
    List<String> elements,
    @Nullable String length) {}
