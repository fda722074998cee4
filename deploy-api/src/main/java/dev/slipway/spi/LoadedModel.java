package dev.slipway.spi;

import dev.slipway.EngineException;
import dev.slipway.Signature;
import java.util.List;

/**
 * A model ready to run. Thread-safe. Closing waits for running executions, frees everything, and
 * does nothing when called again; executions fail with {@link IllegalStateException} after it.
 */
public interface LoadedModel extends AutoCloseable {

  /**
   * Returns the tensors of the artefact.
   *
   * @return inputs and outputs as the artefact declares them, all of kind {@link
   *     Signature.Kind#TENSOR}, in the order that executions count by
   */
  Signature signature();

  /**
   * Returns the names of the places of an output's last dimension, for classifiers that answer a
   * map from class to score.
   *
   * @param output the place of an output in the signature
   * @return one label for each place, empty if the artefact names none
   */
  List<String> labels(int output);

  /**
   * Returns which engine runs this model.
   *
   * @return its name and version
   */
  EngineInfo engine();

  /**
   * Makes a place for calls.
   *
   * @return an execution that the caller closes; callers keep and reuse it
   * @throws EngineException if the engine cannot make one
   * @throws IllegalStateException if this model is closed
   */
  Execution newExecution();

  @Override
  void close();
}
