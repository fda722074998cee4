package dev.slipway.core.internal.predict;

import dev.slipway.Choices;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.util.function.Supplier;

/**
 * How one column of the answer is made from an output tensor. Immutable.
 *
 * @param field the column in the answer
 * @param output the place of the model's output
 * @param labels the texts that the column is out of; none where it is not made of labels
 * @param writers makes what turns the output into the column, once for each lane
 */
record Answer(Signature.Field field, int output, Choices labels, Supplier<AnswerWriter> writers) {

  /** Returns an empty column for this answer where its row shape is fixed. */
  ColumnBuffer newColumn() {
    return labels.texts().isEmpty()
        ? new ColumnBuffer(field.type(), field.rowShape())
        : new ColumnBuffer(labels);
  }

  /** Returns an empty column for rows of the shape that a run has shown. */
  ColumnBuffer newColumn(Shape rowShape) {
    return new ColumnBuffer(field.type(), rowShape);
  }
}
