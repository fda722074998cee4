package dev.slipway;

import java.util.List;

/**
 * A loaded, warmed-up model version: a table in, a table out. Thread-safe.
 *
 * <p>Answers do not depend on how rows are grouped into calls, as far as {@link Model#parity} says.
 * Closing waits for running calls; calls after that fail with {@link IllegalStateException}.
 */
public interface Predictor extends AutoCloseable {

  /**
   * Returns what the package states about this model.
   *
   * @return the same at every call
   */
  Model model();

  /**
   * Answers every row of a table. Blocks until the answers are there.
   *
   * @param input the signature's input columns by name, in any order; further columns are ignored
   * @param options params and timeout
   * @return the answers, with the rows that were rejected
   * @throws InvalidInputException if a column is missing or of a wrong type, or a param is wrong;
   *     all problems at once
   * @throws OverloadedException if no place was free or the time was over
   * @throws EngineException if the engine failed
   * @throws IllegalStateException if this predictor is closed
   */
  Prediction predict(Table input, CallOptions options);

  /**
   * Answers every row of a table into columns of the caller, which may be used again for the next
   * call.
   *
   * @param input as for {@link #predict(Table, CallOptions)}
   * @param answers one column for each output of the signature, in order, of the type and row shape
   *     that {@link #newAnswers} gives; reset by the call to the input's row count
   * @param options params and timeout
   * @return the rows that were rejected, in order; null in all answer columns
   * @throws InvalidInputException as for {@link #predict(Table, CallOptions)}; the content of the
   *     answer columns is then undefined, as with every other error
   */
  List<Prediction.Rejection> predictInto(
      Table input, List<ColumnBuffer> answers, CallOptions options);

  /**
   * Returns columns for {@link #predictInto}.
   *
   * @return one empty column for each output of the signature, in order
   * @throws UnsupportedModelException if an output's row shape is known only after a call
   */
  List<ColumnBuffer> newAnswers();

  /**
   * Answers every row of a table, or none.
   *
   * @param input as for {@link #predict(Table, CallOptions)}
   * @return the answers, as many rows as the input has
   * @throws InvalidInputException also if any row was rejected; all of them are listed
   */
  default Table predict(Table input) {
    Prediction prediction = predict(input, CallOptions.defaults());
    if (!prediction.rejections().isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT,
          "Cannot predict with " + prediction.version(),
          prediction.rejections().stream().map(Prediction.Rejection::problem).toList());
    }
    return prediction.answers();
  }

  /**
   * Returns a view of this predictor for Java records. Components are matched to columns by name,
   * exactly, or as {@code depTime} to {@code dep_time}, or by {@link ColumnName}. Columns of more
   * than one value a row are arrays, row-major; a null component is a row without that value.
   * {@code UINT64} is a {@code long} of the same bits. Nested and private records will do, as long
   * as their package is open to this module.
   *
   * @param <I> the type of inputs
   * @param <O> the type of answers
   * @param input a record with a component for every required input column; components without a
   *     column are left alone, unless {@link ColumnName} names one
   * @param answer a record whose components are output columns, any of them
   * @return a view that needs no closing and shares this predictor
   * @throws InvalidInputException if the records do not fit the signature; all problems at once
   */
  default <I extends Record, O extends Record> TypedPredictor<I, O> as(
      Class<I> input, Class<O> answer) {
    return RecordPredictor.of(this, input, answer);
  }

  /** Waits for running calls, then frees the model. Does nothing when called again. */
  @Override
  void close();
}
