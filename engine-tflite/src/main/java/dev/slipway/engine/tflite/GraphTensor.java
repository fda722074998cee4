package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as the model declares it.
 *
 * @param name may be empty
 * @param type the format's number of its type
 * @param dimensions with those of one call where calls decide
 * @param freeDimensions the same with -1 where calls decide; empty if the model does not say
 * @param constant whether its values are in the model
 * @param variable whether it keeps its values from call to call
 * @param quantisation what its integers stand for, null if for themselves
 */
record GraphTensor(
    String name,
    int type,
    List<Integer> dimensions,
    List<Integer> freeDimensions,
    boolean constant,
    boolean variable,
    @Nullable Quantisation quantisation) {

  @Nullable ElementType elementType() {
    return TfliteTypes.elementType(type);
  }

  /** Returns the shape with free dimensions where calls decide. */
  Shape shape() {
    List<Integer> declared =
        freeDimensions.size() == dimensions.size() ? freeDimensions : dimensions;
    return Shape.of(declared.stream().mapToLong(Integer::longValue).toArray());
  }
}
