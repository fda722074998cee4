package dev.slipway.engine.tflite;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.OpenExecutions;
import dev.slipway.spi.RunGate;

/** One call at a time on an interpreter of its own. */
final class TfliteExecution implements OpenExecutions.Member {

  private final TfliteModel model;
  private final NativeInterpreter interpreter;
  private final RunGate gate;
  private final InputSlot[] inputs;
  private final OutputSlot[] outputs;
  private boolean stale = true;
  private boolean hasRun;

  TfliteExecution(TfliteModel model, NativeInterpreter interpreter, EntryPoint entry) {
    this.model = model;
    this.interpreter = interpreter;
    this.gate = new RunGate(interpreter::cancel, () -> {});
    this.inputs = entry.inputs().stream().map(InputSlot::of).toArray(InputSlot[]::new);
    this.outputs = entry.outputs().stream().map(OutputSlot::of).toArray(OutputSlot[]::new);
  }

  @Override
  public Tensor input(int index, Shape shape) {
    InputSlot slot = inputs[index];
    Tensor current = slot.tensor();
    if (current != null && current.shape().equals(shape) && !gate.isClosed()) {
      return current;
    }
    gate.enter();
    try {
      Tensor made = slot.reshape(shape);
      stale = true;
      return made;
    } finally {
      leave();
    }
  }

  @Override
  public void run() {
    gate.enter();
    try {
      model.executions().checkOpen();
      hasRun = false;
      prepare();
      invoke();
      hasRun = true;
    } catch (InterpreterException e) {
      throw failed(e);
    } finally {
      leave();
    }
  }

  private void prepare() throws InterpreterException {
    if (stale) {
      allocate();
      stale = false;
    }
    if (model.keepsState()) {
      interpreter.forget();
    }
    for (InputSlot input : inputs) {
      input.write();
    }
  }

  /** Tells the interpreter of all shapes; what it keeps for them stays until one changes. */
  private void allocate() throws InterpreterException {
    for (InputSlot input : inputs) {
      input.resize(interpreter);
    }
    interpreter.allocate();
    for (InputSlot input : inputs) {
      input.allocated(interpreter);
    }
    for (OutputSlot output : outputs) {
      output.allocated(interpreter);
    }
  }

  private void invoke() throws InterpreterException {
    if (gate.isCancelled()) {
      throw new InterpreterException("it was cancelled before it began");
    }
    interpreter.invoke();
    for (OutputSlot output : outputs) {
      output.read();
    }
  }

  private EngineException failed(InterpreterException cause) {
    if (gate.isCancelled()) {
      return new EngineException(
          ErrorCode.CANCELLED, "Cannot run " + model.path() + ": it was cancelled", cause);
    }
    return new EngineException(
        ErrorCode.ENGINE_FAILURE, "Cannot run " + model.path() + ": " + cause.getMessage(), cause);
  }

  @Override
  public Tensor output(int index) {
    if (!hasRun) {
      throw new IllegalStateException(
          "Cannot read output '%s': there was no successful run"
              .formatted(outputs[index].port().name()));
    }
    return outputs[index].tensor();
  }

  @Override
  public void cancel() {
    gate.cancel();
  }

  private void leave() {
    gate.leave();
    model.executions().callEnded();
  }

  @Override
  public void close() {
    if (closeIfIdle()) {
      model.executions().remove(this);
    } else if (!gate.isClosed()) {
      throw new IllegalStateException("Cannot close an execution of " + model.path() + ": it runs");
    }
  }

  @Override
  public boolean closeIfIdle() {
    if (!gate.close()) {
      return false;
    }
    interpreter.close();
    return true;
  }

  @Override
  public boolean isClosed() {
    return gate.isClosed();
  }
}
