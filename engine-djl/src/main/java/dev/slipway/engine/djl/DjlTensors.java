package dev.slipway.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Copies tensors into DJL's arrays and back, bit by bit. */
final class DjlTensors {

  private DjlTensors() {}

  static NDArray array(NDManager manager, Tensor tensor, DjlSource source) {
    ai.djl.ndarray.types.Shape shape = new ai.djl.ndarray.types.Shape(tensor.shape().toArray());
    if (tensor.type() == ElementType.STRING) {
      return manager.create(texts(tensor, source), StandardCharsets.UTF_8, shape);
    }
    ByteBuffer bytes = tensor.bytes();
    ByteBuffer copy = ByteBuffer.allocateDirect(bytes.capacity()).order(ByteOrder.nativeOrder());
    copy.put(0, bytes, 0, bytes.capacity());
    return manager.create(copy, shape, DjlTypes.dataType(tensor.type()));
  }

  private static String[] texts(Tensor tensor, DjlSource source) {
    String[] texts = new String[tensor.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = tensor.stringAt(i);
      if (!source.takesAnyText() && isRefused(texts[i])) {
        throw new EngineException(
            ErrorCode.ENGINE_FAILURE,
            "Cannot run %s: text '%s' has a character that %s does not take, expected none beyond U+FFFF"
                .formatted(source.name(), texts[i], source.info().name()),
            null);
      }
    }
    return texts;
  }

  private static boolean isRefused(String text) {
    return text.chars().anyMatch(next -> next == 0 || Character.isSurrogate((char) next));
  }

  static Tensor copy(NDArray array, ElementType type, DjlSource source) {
    Shape shape = Shape.of(array.getShape().getShape());
    if (type == ElementType.STRING) {
      return Tensor.ofStrings(shape, source.texts(array));
    }
    ByteBuffer bytes = array.toByteBuffer();
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    return Tensor.over(type, shape, copy.put(0, bytes, bytes.position(), bytes.remaining()));
  }
}
