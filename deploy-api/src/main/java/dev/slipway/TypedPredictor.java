package dev.slipway;

import java.util.List;

/**
 * A predictor for Java records. Thread-safe; belongs to the predictor it was made from and ends
 * with it.
 *
 * @param <I> the type of inputs
 * @param <O> the type of answers
 */
public interface TypedPredictor<I extends Record, O extends Record> {

  /**
   * Answers one record.
   *
   * @param input the record
   * @param options params and timeout
   * @return its answer
   * @throws InvalidInputException if the model rejects it
   * @throws OverloadedException if no place was free or the time was over
   * @throws EngineException if the engine failed
   */
  O predict(I input, CallOptions options);

  /**
   * Answers one record.
   *
   * @param input the record
   * @return its answer
   * @throws InvalidInputException if the model rejects it
   */
  default O predict(I input) {
    return predict(input, CallOptions.defaults());
  }

  /**
   * Answers many records in one call.
   *
   * @param inputs the records
   * @param options params and timeout
   * @return an answer for each, in order
   * @throws InvalidInputException if the model rejects any of them; all are listed
   */
  List<O> predictAll(List<I> inputs, CallOptions options);

  /**
   * Answers many records in one call.
   *
   * @param inputs the records
   * @return an answer for each, in order
   * @throws InvalidInputException if the model rejects any of them; all are listed
   */
  default List<O> predictAll(List<I> inputs) {
    return predictAll(inputs, CallOptions.defaults());
  }
}
