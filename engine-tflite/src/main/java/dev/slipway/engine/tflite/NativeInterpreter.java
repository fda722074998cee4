package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * An interpreter of the native library and what is called on it. Inputs and outputs are named by
 * their places in the graph. For one thread at a time, except {@link #cancel()}.
 */
abstract class NativeInterpreter implements AutoCloseable {

  private static final int OK = tensorflowlite.kTfLiteOk;

  private final NativeParts parts;

  NativeInterpreter(NativeParts parts) {
    this.parts = parts;
  }

  final void check(int status) throws InterpreterException {
    if (status != OK) {
      throw new InterpreterException(parts.messages().take());
    }
  }

  /** Gives an input other dimensions; nothing can be run before {@link #allocate}. */
  abstract void resize(int input, int[] dimensions) throws InterpreterException;

  /**
   * Lends memory to an input that has been resized, in the place of the library's own.
   *
   * @param memory all of a {@link NativeMemory}; not given back before close, or before other
   *     memory is lent
   * @return false if it is not taken, so that values must be copied before each run
   */
  abstract boolean lend(int input, ByteBuffer memory) throws InterpreterException;

  /** Makes room for everything between inputs and outputs. */
  abstract void allocate() throws InterpreterException;

  /** Runs; a cancelled run is a failed one. */
  abstract void invoke() throws InterpreterException;

  /** Ends the run that is going on, from any thread. */
  abstract void cancel();

  abstract TfLiteTensor input(int input);

  abstract TfLiteTensor output(int output);

  /** Returns whether outputs may be elsewhere, or of other shapes, after each run. */
  abstract boolean movesOutputs();

  /** Sets what the model keeps from run to run back to where it began. */
  abstract void forget() throws InterpreterException;

  /** Returns a view of a tensor's memory as it is now, empty if it has none. */
  static ByteBuffer view(TfLiteTensor tensor) {
    Pointer data = tensorflowlite.TfLiteTensorData(tensor);
    long size = tensorflowlite.TfLiteTensorByteSize(tensor);
    if (size == 0 || Pointer.isNull(data)) {
      return ByteBuffer.allocate(0).order(ByteOrder.nativeOrder());
    }
    return new BytePointer(data).capacity(size).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** Returns a tensor's dimensions as they are now. */
  static long[] dimensions(TfLiteTensor tensor) {
    long[] dimensions = new long[tensorflowlite.TfLiteTensorNumDims(tensor)];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = tensorflowlite.TfLiteTensorDim(tensor, i);
    }
    return dimensions;
  }

  /** Replaces the values of a tensor whose size is that of its values: texts. */
  static void replace(TfLiteTensor tensor, ByteBuffer values) {
    tensorflowlite.TfLiteTensorRealloc(values.capacity(), tensor);
    view(tensor).put(0, values, 0, values.capacity());
  }

  @Override
  public void close() {
    parts.close();
  }
}
