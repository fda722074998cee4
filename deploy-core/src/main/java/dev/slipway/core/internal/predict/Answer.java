package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.core.OutputDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How one column of the answer is made from an output tensor. Immutable.
 *
 * @param field the column in the answer
 * @param output the place of the model's output
 * @param rule what is done to it
 */
record Answer(Signature.Field field, int output, Rule rule) {

  /** Turns the rows of an output into the rows of an answer. */
  interface Rule {

    /**
     * Writes every row of the target.
     *
     * @param source the output, of at least as many rows as the target has
     * @param width the elements of one row of the output
     * @param target reset to its rows
     */
    void write(Tensor source, int width, ColumnBuffer target);
  }

  static final Rule COPY = (source, width, target) -> target.copyFrom(source, 0, width);

  static Rule pick(int place) {
    return (source, width, target) -> {
      checkPlace(place, width);
      target.copyFrom(source, place, width);
    };
  }

  static Rule threshold(OutputDefinition definition) {
    int place = definition.pick().orElse(0);
    double threshold = definition.threshold().orElseThrow();
    byte[][] labels = encode(definition.labels());
    return (source, width, target) -> {
      checkPlace(place, width);
      for (int row = 0; row < target.rows(); row++) {
        int over = source.doubleAt(row * width + place) >= threshold ? 1 : 0;
        set(target, row, over, labels);
      }
    };
  }

  static Rule argmax(List<String> labels) {
    byte[][] encoded = encode(labels);
    return (source, width, target) -> {
      checkPlace(encoded.length == 0 ? 0 : encoded.length - 1, width);
      for (int row = 0; row < target.rows(); row++) {
        set(target, row, greatest(source, row * width, width), encoded);
      }
    };
  }

  /** Checks what could not be checked before, where the model leaves the width of rows free. */
  private static void checkPlace(int place, int width) {
    if (place >= width) {
      throw new EngineException(
          ErrorCode.SIGNATURE_MISMATCH,
          "Cannot read output: its rows have " + width + " elements, expected more than " + place,
          null);
    }
  }

  private static void set(ColumnBuffer target, int row, int choice, byte[][] labels) {
    if (labels.length == 0) {
      target.setLong(row, choice);
    } else {
      target.setBytes(row, labels[choice]);
    }
  }

  /** Returns the place of the greatest element, the first of equals; NaN is never greater. */
  private static int greatest(Tensor source, int first, int width) {
    int best = 0;
    if (source.type().isInteger()) {
      for (int k = 1; k < width; k++) {
        best = source.longAt(first + k) > source.longAt(first + best) ? k : best;
      }
      return best;
    }
    for (int k = 1; k < width; k++) {
      double value = source.doubleAt(first + k);
      double before = source.doubleAt(first + best);
      if (value > before || (Double.isNaN(before) && !Double.isNaN(value))) {
        best = k;
      }
    }
    return best;
  }

  private static byte[][] encode(List<String> labels) {
    return labels.stream()
        .map(label -> label.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  /** Returns an empty column for this answer where its row shape is fixed. */
  ColumnBuffer newColumn() {
    return new ColumnBuffer(field.type(), field.rowShape());
  }

  /** Returns an empty column for rows of the shape that a run has shown. */
  ColumnBuffer newColumn(Shape rowShape) {
    return new ColumnBuffer(field.type(), rowShape);
  }

  static ElementType type(OutputDefinition definition, ElementType source) {
    if (!definition.labels().isEmpty()) {
      return ElementType.STRING;
    }
    if (definition.argmax()) {
      return ElementType.INT64;
    }
    return definition.threshold().isPresent() ? ElementType.BOOL : source;
  }
}
