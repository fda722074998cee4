package dev.slipway.benchmarks;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * TensorFlow Lite called by hand, with XNNPACK, on a model with one float input and one float
 * output: the limit that an execution is measured against. Not thread-safe.
 */
final class BareInterpreter implements AutoCloseable {

  private final BytePointer bytes;
  private final FlatBufferModel model;
  private final Interpreter interpreter = new Interpreter((Pointer) null);
  private final FloatBuffer inputs;
  private final FloatBuffer outputs;

  BareInterpreter(byte[] content, int rows, int width) {
    bytes = new BytePointer(content);
    model =
        FlatBufferModel.VerifyAndBuildFromBuffer(
            bytes, content.length, null, tensorflowlite.DefaultErrorReporter());
    new InterpreterBuilder(model, new BuiltinOpResolver()).apply(interpreter, 1);
    check(interpreter.ResizeInputTensor(interpreter.inputs().get(0), new int[] {rows, width}));
    check(interpreter.AllocateTensors());
    inputs = floats(interpreter.input_tensor(0));
    outputs = floats(interpreter.output_tensor(0));
  }

  private static void check(int status) {
    if (status != tensorflowlite.kTfLiteOk) {
      throw new IllegalStateException("TensorFlow Lite's status is " + status);
    }
  }

  private static FloatBuffer floats(TfLiteTensor tensor) {
    return new BytePointer(tensorflowlite.TfLiteTensorData(tensor))
        .capacity(tensor.bytes())
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Returns the interpreter's own input memory. */
  FloatBuffer inputs() {
    return inputs;
  }

  /** Runs and returns the interpreter's own output memory. */
  FloatBuffer invoke() {
    check(interpreter.Invoke());
    return outputs;
  }

  @Override
  public void close() {
    interpreter.close();
    model.close();
    bytes.close();
  }
}
