package dev.slipway.engine.onnx;

import dev.slipway.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What shape an output will have, from the shapes of the inputs. A guess: the runtime refuses
 * memory of another shape than the one it computes, and then nothing is guessed any more.
 */
final class OutputShape {

  /**
   * Says that a dimension has the size of an input's dimension.
   *
   * @param input the place of the input
   * @param axis the dimension there
   */
  record Source(int input, int axis) {}

  private final Shape declared;
  private final @Nullable Source[] sources;
  private @Nullable Shape last;
  private boolean refuted;

  /**
   * Creates the guess.
   *
   * @param declared the shape as the graph has it
   * @param sources for each dimension the input's dimension of the same name, or null
   */
  OutputShape(Shape declared, @Nullable Source[] sources) {
    this.declared = declared;
    this.sources = sources;
  }

  /** Returns the shape that the next run will give, or null if it cannot be told. */
  @Nullable Shape guess(InputSlot[] inputs) {
    if (refuted) {
      return null;
    }
    long[] dimensions = declared.toArray();
    for (int axis = 0; axis < dimensions.length; axis++) {
      if (dimensions[axis] == Shape.FREE) {
        Source source = sources[axis];
        dimensions[axis] = source == null ? seen(axis) : size(source, inputs);
      }
    }
    Shape guessed = Shape.of(dimensions);
    return guessed.isFixed() ? guessed : null;
  }

  private static long size(Source source, InputSlot[] inputs) {
    Shape shape = inputs[source.input()].shape();
    return source.axis() < shape.rank() ? shape.dimension(source.axis()) : Shape.FREE;
  }

  private long seen(int axis) {
    return last == null || last.rank() <= axis ? Shape.FREE : last.dimension(axis);
  }

  /** Takes the shape that a run gave. */
  void observe(Shape actual, InputSlot[] inputs) {
    Shape guessed = guess(inputs);
    refuted |= guessed != null && !guessed.equals(actual);
    if (last == null && sources.length > 0 && sources[0] == null && actual.rank() > 0) {
      followRows(actual, inputs);
    }
    last = actual;
  }

  /** Where the first dimension has no name but the size of an input's rows, takes it for rows. */
  private void followRows(Shape actual, InputSlot[] inputs) {
    for (int input = 0; input < inputs.length; input++) {
      InputSlot slot = inputs[input];
      if (slot.hasFreeRows() && slot.shape().dimension(0) == actual.dimension(0)) {
        sources[0] = new Source(input, 0);
        return;
      }
    }
  }

  /** Takes it that the runtime refused the guess, whatever shape it was. */
  void refute() {
    refuted = true;
  }
}
