package dev.slipway.engine.tflite.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** An array of DJL: numbers in memory of Java, or texts. Nothing of it is native. */
final class TfliteArray extends NDArrayAdapter {

  private ByteBuffer bytes;
  private String @Nullable [] texts;

  TfliteArray(
      NDManager manager,
      @Nullable NDManager alternative,
      Shape shape,
      DataType type,
      ByteBuffer bytes) {
    super(manager, alternative, shape, type, NDManager.nextUid());
    this.bytes = bytes;
  }

  TfliteArray(NDManager manager, @Nullable NDManager alternative, Shape shape, String[] texts) {
    this(manager, alternative, shape, DataType.STRING, ByteBuffer.allocate(0));
    this.texts = texts;
  }

  @Override
  public ByteBuffer toByteBuffer(boolean direct) {
    if (texts != null) {
      throw new IllegalArgumentException("texts have no bytes of fixed width (use toStringArray)");
    }
    return bytes.duplicate().order(ByteOrder.nativeOrder()).rewind();
  }

  @Override
  public String[] toStringArray(Charset charset) {
    if (texts == null) {
      throw new IllegalArgumentException("the array has numbers, expected texts");
    }
    return texts.clone();
  }

  @Override
  public NDArray reshape(Shape wanted) {
    Shape resolved = resolved(wanted);
    TfliteArrays arrays = (TfliteArrays) manager;
    return texts == null
        ? arrays.add(toByteBuffer(true), resolved, dataType)
        : arrays.add(texts, resolved);
  }

  /** Returns the shape with its one open dimension filled in. */
  private Shape resolved(Shape wanted) {
    long known = 1;
    for (long dimension : wanted.getShape()) {
      known *= dimension == -1 ? 1 : dimension;
    }
    long[] dimensions = wanted.getShape().clone();
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = dimensions[i] == -1 && known > 0 ? shape.size() / known : dimensions[i];
    }
    Shape resolved = new Shape(dimensions);
    if (resolved.size() != shape.size()) {
      throw new IllegalArgumentException(
          "an array of %s cannot be one of %s".formatted(shape, wanted));
    }
    return resolved;
  }

  @Override
  public void intern(NDArray replaced) {
    TfliteArray other = (TfliteArray) replaced;
    bytes = other.bytes;
    texts = other.texts;
    shape = other.shape;
    dataType = other.dataType;
  }

  @Override
  public void detach() {
    manager.detachInternal(getUid());
    manager = TfliteArrays.Root.ARRAYS;
  }
}
