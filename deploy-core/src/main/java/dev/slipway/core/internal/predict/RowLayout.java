package dev.slipway.core.internal.predict;

import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.ExecutionRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * How rows of a table lie in the model's tensors.
 *
 * @param rowAxis whether the first dimension of every tensor counts rows; without it a call has one
 *     row, whose value is the whole tensor
 * @param rowsPerRun how many rows every run has, or 0 if any number will do
 * @param minRows how many rows a run has at least
 */
record RowLayout(boolean rowAxis, long rowsPerRun, int minRows) {

  /** Elements of all inputs in one run, beyond which a table is answered in several runs. */
  private static final long MOST_ELEMENTS_IN_A_RUN = 1L << 24;

  private static final int MOST_ROWS_IN_A_RUN = 1 << 16;

  static RowLayout of(Signature graph, List<Signature.Field> rowInputs, ExecutionRules rules) {
    long first = commonFirstDimension(graph, rowInputs);
    boolean axis = first != NONE;
    if (!axis || rules.batch() == ExecutionRules.Batch.SINGLE) {
      return new RowLayout(axis, 1, 1);
    }
    if (rules.batch() == ExecutionRules.Batch.FIXED) {
      return new RowLayout(true, rules.fixedRows(), 1);
    }
    return new RowLayout(true, first == Shape.FREE ? 0 : first, rules.minRows());
  }

  private static final long NONE = -2;

  private static long commonFirstDimension(Signature graph, List<Signature.Field> rowInputs) {
    long[] firsts =
        Stream.concat(rowInputs.stream(), graph.outputs().stream())
            .mapToLong(f -> f.shape().rank() == 0 ? NONE : f.shape().dimension(0))
            .distinct()
            .toArray();
    if (firsts.length == 1) {
      return firsts[0];
    }
    // Exporters often leave the rows of some outputs free although the inputs fix them.
    long[] inputs =
        rowInputs.stream()
            .mapToLong(f -> f.shape().rank() == 0 ? NONE : f.shape().dimension(0))
            .distinct()
            .toArray();
    boolean outputsFree =
        graph.outputs().stream()
            .allMatch(
                f ->
                    f.shape().rank() > 0
                        && (f.shape().dimension(0) == Shape.FREE
                            || (inputs.length == 1 && f.shape().dimension(0) == inputs[0])));
    return inputs.length == 1 && inputs[0] > 0 && outputsFree ? inputs[0] : NONE;
  }

  /** Returns the shape of one row's value in a tensor of the model. */
  Shape rowShape(Signature.Field tensor) {
    return rowAxis ? tensor.rowShape() : tensor.shape();
  }

  /** Returns how many rows of a table are answered together. */
  int chunk(int rows, long elementsPerRow) {
    if (rowsPerRun > 0) {
      return (int) Math.min(rows, rowsPerRun);
    }
    long most = Math.max(1, MOST_ELEMENTS_IN_A_RUN / Math.max(1, elementsPerRow));
    return (int) Math.min(rows, Math.min(most, MOST_ROWS_IN_A_RUN));
  }

  /** Returns how many rows a run has that answers {@code rows} of them. */
  int padded(int rows) {
    return rowsPerRun > 0 ? Math.toIntExact(rowsPerRun) : Math.max(rows, minRows);
  }

  /** Returns the shape of a tensor that holds {@code rows} rows. */
  Shape tensorShape(Shape rowShape, int rows) {
    return rowAxis ? rowShape.ofRows(rows) : rowShape;
  }
}
