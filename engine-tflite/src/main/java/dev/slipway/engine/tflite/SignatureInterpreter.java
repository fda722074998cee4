package dev.slipway.engine.tflite;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.tensorflowlite.TfLiteSignatureRunner;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** Runs a graph beside the main one, which the native library reaches by a signature only. */
final class SignatureInterpreter extends NativeInterpreter {

  private final TfLiteSignatureRunner runner;
  private final List<String> inputs;
  private final List<String> outputs;

  SignatureInterpreter(NativeParts parts, EntryPoint entry) {
    super(parts);
    this.runner =
        tensorflowlite.TfLiteInterpreterGetSignatureRunner(
            parts.interpreter(), String.valueOf(entry.key()));
    this.inputs = names(entry.inputs());
    this.outputs = names(entry.outputs());
  }

  private static List<String> names(List<EntryPoint.Port> ports) {
    return ports.stream().map(EntryPoint.Port::name).toList();
  }

  @Override
  void resize(int input, int[] dimensions) throws InterpreterException {
    check(
        tensorflowlite.TfLiteSignatureRunnerResizeInputTensor(
            runner, inputs.get(input), dimensions, dimensions.length));
  }

  @Override
  boolean lend(int input, ByteBuffer memory) {
    return false;
  }

  @Override
  void allocate() throws InterpreterException {
    check(tensorflowlite.TfLiteSignatureRunnerAllocateTensors(runner));
  }

  @Override
  void invoke() throws InterpreterException {
    check(tensorflowlite.TfLiteSignatureRunnerInvoke(runner));
  }

  @Override
  void cancel() {
    tensorflowlite.TfLiteSignatureRunnerCancel(runner);
  }

  @Override
  TfLiteTensor input(int input) {
    return tensorflowlite.TfLiteSignatureRunnerGetInputTensor(runner, inputs.get(input));
  }

  @Override
  TfLiteTensor output(int output) {
    return tensorflowlite.TfLiteSignatureRunnerGetOutputTensor(runner, outputs.get(output));
  }

  @Override
  boolean movesOutputs() {
    return true;
  }

  /** Allocates again, which sets back what the graph keeps. */
  @Override
  void forget() throws InterpreterException {
    allocate();
  }

  @Override
  public void close() {
    tensorflowlite.TfLiteSignatureRunnerDelete(runner);
    super.close();
  }
}
