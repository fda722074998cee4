package dev.slipway.engine.tensorflow;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/** One call at a time on the session of a model, which others use at the same time. */
final class TensorflowExecution implements Execution {

  private final TensorflowModel model;
  private final InputSlot[] inputs;
  private final OutputSlot[] outputs;
  private final @Nullable TF_Tensor[] copies;
  private final PointerPointer<Pointer> given;
  private final PointerPointer<Pointer> made;
  private final TF_Status status;
  private boolean hasRun;
  private volatile boolean closed;

  TensorflowExecution(TensorflowModel model, Signature signature) {
    this.model = model;
    this.inputs = signature.inputs().stream().map(InputSlot::of).toArray(InputSlot[]::new);
    this.outputs = signature.outputs().stream().map(OutputSlot::new).toArray(OutputSlot[]::new);
    this.copies = new TF_Tensor[inputs.length];
    this.given = new PointerPointer<>(Math.max(1, inputs.length));
    this.made = new PointerPointer<>(outputs.length);
    this.status = tensorflow.TF_NewStatus();
  }

  @Override
  public Tensor input(int index, Shape shape) {
    model.checkOpen();
    checkOpen();
    return inputs[index].reshape(shape);
  }

  @Override
  public void run() {
    model.enter();
    try {
      model.checkOpen();
      checkOpen();
      hasRun = false;
      checkInputs();
      runCopied();
      hasRun = true;
    } catch (StatusException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } finally {
      model.leave();
    }
  }

  private void checkInputs() {
    for (InputSlot input : inputs) {
      if (input.tensor() == null) {
        throw new IllegalStateException(
            "Cannot run: input '" + input.field().name() + "' was never given");
      }
    }
  }

  private void runCopied() throws StatusException {
    try {
      for (int i = 0; i < inputs.length; i++) {
        Tensor tensor = inputs[i].tensor();
        if (tensor != null) {
          TF_Tensor copy = inputs[i].copy(tensor);
          copies[i] = copy;
          given.put(i, copy);
        }
      }
      model.session().run(given, made, status);
      take();
    } finally {
      release();
    }
  }

  private void take() {
    TF_Tensor[] tensors = new TF_Tensor[outputs.length];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = new TF_Tensor(made.get(i));
    }
    try {
      for (int i = 0; i < tensors.length; i++) {
        if (tensorflow.TF_TensorType(tensors[i]) != TensorTypes.number(outputs[i].field().type())) {
          throw failed("output '" + outputs[i].field().name() + "' has another type", null);
        }
        outputs[i].take(tensors[i]);
      }
    } catch (IllegalArgumentException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } finally {
      for (TF_Tensor tensor : tensors) {
        tensorflow.TF_DeleteTensor(tensor);
      }
    }
  }

  private void release() {
    for (int i = 0; i < copies.length; i++) {
      TF_Tensor copy = copies[i];
      if (copy != null) {
        copies[i] = null;
        inputs[i].release(copy);
      }
    }
  }

  private EngineException failed(String fact, @Nullable Throwable cause) {
    return new EngineException(
        ErrorCode.ENGINE_FAILURE, "Cannot run " + model.path() + ": " + fact, cause);
  }

  @Override
  public Tensor output(int index) {
    if (!hasRun) {
      throw new IllegalStateException(
          "Cannot read output '%s': there was no successful run"
              .formatted(outputs[index].field().name()));
    }
    return outputs[index].tensor();
  }

  /** Does nothing: the library can end all calls of a model only, and the model with them. */
  @Override
  public void cancel() {}

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use an execution: it is closed");
    }
  }

  @Override
  public void close() {
    model.enter();
    try {
      free();
      model.forget(this);
    } finally {
      model.leave();
    }
  }

  /** Frees everything native; no call may be running. */
  void free() {
    if (!closed) {
      closed = true;
      given.close();
      made.close();
      tensorflow.TF_DeleteStatus(status);
    }
  }
}
