package dev.slipway.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * ONNX Runtime called by hand on a model with one float input and one float output: the limit that
 * a predictor is measured against. Not thread-safe, except {@link #fresh}.
 */
public final class RawRuntime implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;
  private final String output;
  private final FloatBuffer inputs;
  private final FloatBuffer outputs;
  private final OnnxTensor inputTensor;
  private final OnnxTensor outputTensor;
  private final Map<String, OnnxTensor> inputMap;
  private final Map<String, OnnxTensor> outputMap;

  public RawRuntime(Path model, int rows, int inputWidth, int outputWidth) {
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model.toString(), options);
      input = session.getInputNames().iterator().next();
      output = session.getOutputNames().iterator().next();
      inputs = floats(rows * inputWidth);
      outputs = floats(rows * outputWidth);
      inputTensor = OnnxTensor.createTensor(environment, inputs, new long[] {rows, inputWidth});
      outputTensor = OnnxTensor.createTensor(environment, outputs, new long[] {rows, outputWidth});
      inputMap = Map.of(input, inputTensor);
      outputMap = Map.of(output, outputTensor);
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Returns the buffer that {@link #pinned} reads. */
  public FloatBuffer inputs() {
    return inputs;
  }

  /** Runs on tensors that stay in place; the answer is in the returned buffer. */
  public FloatBuffer pinned() {
    try (OrtSession.Result ignored = session.run(inputMap, Set.of(), outputMap)) {
      return outputs;
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Runs on new tensors, as most code does; returns the output at {@code place}. */
  float fresh(FloatBuffer values, long rows, int width, int place) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, values, new long[] {rows, width});
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(place);
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    try {
      inputTensor.close();
      outputTensor.close();
      session.close();
    } catch (OrtException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
