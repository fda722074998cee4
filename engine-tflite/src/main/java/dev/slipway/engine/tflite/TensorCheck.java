package dev.slipway.engine.tflite;

import dev.slipway.ElementType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What must hold for a tensor before native code works with it. */
final class TensorCheck {

  private static final int MOST_DIMENSIONS = 32;
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private TensorCheck() {}

  /**
   * Checks a tensor.
   *
   * @param values what the model has for it, empty if nothing
   * @param table where it was read
   */
  static void check(GraphTensor tensor, ByteBuffer values, FlatTable table)
      throws MalformedModelException {
    if (!TfliteTypes.isKnown(tensor.type())) {
      throw malformed(tensor, "has the unknown type %d".formatted(tensor.type()));
    }
    checkDimensions(tensor);
    ElementType type = tensor.elementType();
    boolean dense = table.table(Format.TENSOR_SPARSITY) == null;
    if (tensor.constant() && dense && type != null) {
      checkValues(tensor, type, values);
    }
    checkQuantisation(tensor, table.table(Format.TENSOR_QUANTISATION));
  }

  private static void checkDimensions(GraphTensor tensor) throws MalformedModelException {
    if (tensor.dimensions().size() > MOST_DIMENSIONS) {
      throw malformed(tensor, "has %d dimensions".formatted(tensor.dimensions().size()));
    }
    for (int dimension : tensor.freeDimensions()) {
      if (dimension < -1) {
        throw malformed(tensor, "has a dimension of " + dimension);
      }
    }
    elements(tensor);
  }

  private static long elements(GraphTensor tensor) throws MalformedModelException {
    long elements = 1;
    for (int dimension : tensor.dimensions()) {
      if (dimension < 0) {
        throw malformed(tensor, "has a dimension of " + dimension);
      }
      elements *= dimension;
      if (elements > MOST_BYTES) {
        throw malformed(tensor, "is of %s, more than one can have".formatted(tensor.dimensions()));
      }
    }
    return elements;
  }

  private static void checkValues(GraphTensor tensor, ElementType type, ByteBuffer values)
      throws MalformedModelException {
    if (type == ElementType.STRING) {
      TextValues.check(tensor.name(), values, elements(tensor));
      return;
    }
    long expected = elements(tensor) * type.byteWidth();
    if (values.capacity() != expected) {
      throw malformed(
          tensor, "has %d bytes of values, expected %d".formatted(values.capacity(), expected));
    }
  }

  /** Kernels trust that scales and zero points are as many as the dimension that they are of. */
  private static void checkQuantisation(GraphTensor tensor, @Nullable FlatTable table)
      throws MalformedModelException {
    if (table == null) {
      return;
    }
    int scales = table.vector(Format.QUANTISATION_SCALE, Float.BYTES).capacity() / Float.BYTES;
    int zeroPoints =
        table.vector(Format.QUANTISATION_ZERO_POINT, Long.BYTES).capacity() / Long.BYTES;
    int dimension = table.int32(Format.QUANTISATION_DIMENSION, 0);
    boolean channels =
        dimension >= 0
            && dimension < tensor.dimensions().size()
            && tensor.dimensions().get(dimension) == scales;
    if (scales > 1 && !channels) {
      throw malformed(
          tensor,
          "has %d scales for dimension %d of %s".formatted(scales, dimension, tensor.dimensions()));
    }
    if (scales != zeroPoints && zeroPoints > 1) {
      throw malformed(tensor, "has %d scales but %d zero points".formatted(scales, zeroPoints));
    }
  }

  private static MalformedModelException malformed(GraphTensor tensor, String fact) {
    return new MalformedModelException("tensor '%s' %s".formatted(tensor.name(), fact));
  }
}
