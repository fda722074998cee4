package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import java.util.List;

/** What a step that gives every row a code makes of it. */
enum CodeOutput {
  CODE,
  ONE_HOT;

  /** Returns the output fields of a step with that many codes. */
  List<Signature.Field> fields(List<String> names, int codes) {
    return this == CODE
        ? StepSettings.fields(names, ElementType.INT64, Shape.scalar())
        : StepSettings.fields(names, ElementType.FLOAT32, Shape.of(codes));
  }

  /** Makes memory for one column. */
  Codes newCodes(int codes) {
    if (this == ONE_HOT) {
      OneHotColumn column = new OneHotColumn(codes);
      return new Codes(column, column);
    }
    return new Codes(new OneHotColumn(1), new ColumnBuffer(ElementType.INT64, Shape.scalar()));
  }

  /** The codes of a column and the column made of them. Not thread-safe. */
  static final class Codes {

    private final OneHotColumn places;
    private final Column output;

    private Codes(OneHotColumn places, Column output) {
      this.places = places;
      this.output = output;
    }

    /** Returns where that many codes go, each as {@link OneHotColumn#reset} says. */
    int[] reset(int rows) {
      return places.reset(rows);
    }

    /** Returns the column of the codes set, valid until the next reset. */
    Column column() {
      if (output instanceof ColumnBuffer integers) {
        int[] codes = places.codes();
        integers.reset(places.rows());
        for (int row = 0; row < places.rows(); row++) {
          integers.setLong(row, codes[row]);
        }
      }
      return output;
    }
  }
}
