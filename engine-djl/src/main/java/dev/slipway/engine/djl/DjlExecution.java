package dev.slipway.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call at a time on a DJL block, through arrays that live for the call. */
final class DjlExecution implements Execution {

  private final DjlModel model;
  private final DjlSource source;
  private final @Nullable Tensor[] inputs;
  private @Nullable Tensor @Nullable [] outputs;
  private volatile boolean closed;

  DjlExecution(DjlModel model, DjlSource source) {
    this.model = model;
    this.source = source;
    this.inputs = new Tensor[source.signature().inputs().size()];
  }

  @Override
  public Tensor input(int index, Shape shape) {
    checkOpen();
    Tensor current = inputs[index];
    if (current == null || !current.shape().equals(shape)) {
      current = newInput(source.signature().inputs().get(index), shape);
      inputs[index] = current;
    }
    return current;
  }

  private static Tensor newInput(Signature.Field field, Shape shape) {
    if (!shape.isFixed() || !field.shape().accepts(shape)) {
      throw new IllegalArgumentException(
          "Cannot take input '%s': its shape is %s, expected one that fits %s"
              .formatted(field.name(), shape, field.shape()));
    }
    return Tensor.zeros(field.type(), shape);
  }

  @Override
  public void run() {
    model.call().lock();
    try {
      checkOpen();
      outputs = null;
      outputs = forward();
    } finally {
      model.call().unlock();
    }
  }

  private @Nullable Tensor[] forward() {
    try (NDManager manager = source.model().getNDManager().newSubManager()) {
      NDList arrays = arrays(manager);
      ParameterStore parameters = new ParameterStore(manager, false);
      try (NDList answers = source.model().getBlock().forward(parameters, arrays, false)) {
        return copy(answers);
      }
    } catch (EngineException | IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  private NDList arrays(NDManager manager) {
    NDList arrays = new NDList();
    List<Signature.Field> fields = source.signature().inputs();
    for (int i = 0; i < inputs.length; i++) {
      Tensor tensor = inputs[i];
      if (tensor == null) {
        throw new IllegalStateException(
            "Cannot run: input '" + fields.get(i).name() + "' was never given");
      }
      NDArray array = DjlTensors.array(manager, tensor, source);
      array.setName(fields.get(i).name());
      arrays.add(array);
    }
    return arrays;
  }

  private @Nullable Tensor[] copy(NDList answers) {
    List<Signature.Field> fields = source.signature().outputs();
    if (answers.size() < fields.size()) {
      throw failed(
          "it gave " + answers.size() + " arrays, expected " + fields.size() + " outputs", null);
    }
    @Nullable Tensor[] copied = new Tensor[fields.size()];
    for (int i = 0; i < copied.length; i++) {
      NDArray named = answers.get(fields.get(i).name());
      NDArray answer = named == null ? answers.get(i) : named;
      copied[i] = DjlTensors.copy(answer, fields.get(i).type(), source);
    }
    return copied;
  }

  private EngineException failed(String fact, @Nullable Throwable cause) {
    return new EngineException(
        ErrorCode.ENGINE_FAILURE, "Cannot run " + source.name() + ": " + fact, cause);
  }

  @Override
  public Tensor output(int index) {
    Tensor output = outputs == null ? null : outputs[index];
    if (output == null) {
      throw new IllegalStateException(
          "Cannot read output '%s': there was no successful run"
              .formatted(source.signature().outputs().get(index).name()));
    }
    return output;
  }

  /** Does nothing: DJL has no way to end a call. */
  @Override
  public void cancel() {}

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use an execution: it is closed");
    }
    model.checkOpen();
  }

  @Override
  public void close() {
    closed = true;
  }
}
