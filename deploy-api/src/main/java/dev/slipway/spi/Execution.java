package dev.slipway.spi;

import dev.slipway.EngineException;
import dev.slipway.Shape;
import dev.slipway.Tensor;

/**
 * A reusable place for one call at a time, with memory of its own: fill the inputs, run, read the
 * outputs. Not thread-safe, except {@link #cancel()}.
 */
public interface Execution extends AutoCloseable {

  /**
   * Returns an input to write into. What it held before is undefined.
   *
   * @param index the place of the input in the model's signature
   * @param shape accepted by the input's shape; rows may be 0
   * @return writable memory that belongs to this execution, valid until the next call of this
   *     method for the same input with another shape, or until close
   * @throws IllegalArgumentException if the shape does not fit the input; nothing changes
   */
  Tensor input(int index, Shape shape);

  /**
   * Runs the model on the inputs. Blocks until the outputs are there.
   *
   * @throws EngineException if the engine fails, with the code {@code CANCELLED} after {@link
   *     #cancel()}; the execution can be used again
   * @throws IllegalStateException if an input was never given, or the model is closed
   */
  void run();

  /**
   * Returns an output of the last run.
   *
   * @param index the place of the output in the model's signature
   * @return a view that belongs to this execution, valid until the next run or close; not to be
   *     written
   * @throws IllegalStateException if there was no successful run
   */
  Tensor output(int index);

  /**
   * Ends the call that is running now, from any thread; does nothing when none is. Does not wait.
   */
  void cancel();

  /** Frees the memory. Not while running; does nothing when called again. */
  @Override
  void close();
}
