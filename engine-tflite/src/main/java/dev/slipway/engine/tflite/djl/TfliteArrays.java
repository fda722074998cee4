package dev.slipway.engine.tflite.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What makes arrays and forgets them when it is closed, for DJL. Thread-safe as DJL's own are. */
class TfliteArrays extends BaseNDManager {

  private TfliteArrays(@Nullable NDManager parent, Device device) {
    super(parent, device);
  }

  /** What every other one is below. */
  static final class Root extends TfliteArrays implements NDManager.SystemNDManager {

    static final Root ARRAYS = new Root();

    private Root() {
      super(null, Device.cpu());
    }
  }

  @Override
  public ByteBuffer allocateDirect(int capacity) {
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
  }

  @Override
  public NDArray from(NDArray array) {
    if (array instanceof TfliteArray) {
      return array;
    }
    NDArray copy =
        array.getDataType() == DataType.STRING
            ? create(array.toStringArray(), Charset.defaultCharset(), array.getShape())
            : create(array.toByteBuffer(), array.getShape(), array.getDataType());
    copy.setName(array.getName());
    return copy;
  }

  @Override
  public NDArray create(Buffer data, Shape shape, DataType type) {
    int size = Math.toIntExact(shape.size());
    BaseNDManager.validateBuffer(data, type, size);
    ByteBuffer copy = allocateDirect(size * type.getNumOfBytes());
    BaseNDManager.copyBuffer(data, copy);
    return add(copy.rewind(), shape, type);
  }

  /** Returns an array over memory that it keeps. */
  TfliteArray add(ByteBuffer bytes, Shape shape, DataType type) {
    TfliteArray array = new TfliteArray(this, alternativeManager, shape, type, bytes);
    attachInternal(array.getUid(), array);
    return array;
  }

  @Override
  public NDArray create(String[] data, Charset charset, Shape shape) {
    return add(data.clone(), shape);
  }

  TfliteArray add(String[] texts, Shape shape) {
    TfliteArray array = new TfliteArray(this, alternativeManager, shape, texts);
    attachInternal(array.getUid(), array);
    return array;
  }

  @Override
  public NDArray zeros(Shape shape, DataType type) {
    int size = Math.multiplyExact(Math.toIntExact(shape.size()), type.getNumOfBytes());
    return add(allocateDirect(size), shape, type);
  }

  @Override
  public NDManager newSubManager(Device below) {
    TfliteArrays arrays = new TfliteArrays(this, below);
    attachInternal(arrays.uid, arrays);
    return arrays;
  }

  @Override
  public Engine getEngine() {
    return TfliteDjlEngine.Only.ENGINE;
  }
}
