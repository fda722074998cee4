package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.TfLiteCustomAllocation;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.jspecify.annotations.Nullable;

/** Runs a model's main graph. */
final class MainInterpreter extends NativeInterpreter {

  private static final int ALLOCATION_BYTES = 2 * Long.BYTES;

  private final TfLiteInterpreter main;

  /**
   * Whether there are tensors that get their room while the graph runs; null before it is known.
   */
  private @Nullable Boolean dynamic;

  MainInterpreter(NativeParts parts) {
    super(parts);
    this.main = parts.interpreter();
  }

  @Override
  void resize(int input, int[] dimensions) throws InterpreterException {
    check(
        tensorflowlite.TfLiteInterpreterResizeInputTensor(
            main, input, dimensions, dimensions.length));
  }

  @Override
  boolean lend(int input, ByteBuffer memory) throws InterpreterException {
    ByteBuffer place = ByteBuffer.allocateDirect(ALLOCATION_BYTES).order(ByteOrder.nativeOrder());
    TfLiteCustomAllocation allocation = new TfLiteCustomAllocation(new BytePointer(place));
    allocation.data(new BytePointer(memory)).bytes(memory.capacity());
    int tensor = tensorflowlite.TfLiteInterpreterGetInputTensorIndex(main, input);
    check(
        tensorflowlite.TfLiteInterpreterSetCustomAllocationForTensor(
            main, tensor, allocation, tensorflowlite.kTfLiteCustomAllocationFlagsNone));
    return true;
  }

  @Override
  void allocate() throws InterpreterException {
    check(tensorflowlite.TfLiteInterpreterAllocateTensors(main));
    if (dynamic == null) {
      dynamic = hasDynamicTensors();
    }
  }

  private boolean hasDynamicTensors() {
    for (int i = 0; ; i++) {
      TfLiteTensor tensor = tensorflowlite.TfLiteInterpreterGetTensor(main, i);
      if (Pointer.isNull(tensor)) {
        return false;
      }
      if (tensor.allocation_type() == tensorflowlite.kTfLiteDynamic) {
        return true;
      }
    }
  }

  @Override
  void invoke() throws InterpreterException {
    check(tensorflowlite.TfLiteInterpreterInvoke(main));
  }

  @Override
  void cancel() {
    tensorflowlite.TfLiteInterpreterCancel(main);
  }

  @Override
  TfLiteTensor input(int input) {
    return tensorflowlite.TfLiteInterpreterGetInputTensor(main, input);
  }

  @Override
  TfLiteTensor output(int output) {
    return tensorflowlite.TfLiteInterpreterGetOutputTensor(main, output);
  }

  @Override
  boolean movesOutputs() {
    return dynamic == null || dynamic;
  }

  @Override
  void forget() throws InterpreterException {
    check(tensorflowlite.TfLiteInterpreterResetVariableTensors(main));
  }
}
