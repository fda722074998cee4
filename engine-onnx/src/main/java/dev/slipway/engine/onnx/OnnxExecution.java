package dev.slipway.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import dev.slipway.spi.OpenExecutions;
import dev.slipway.spi.RunGate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One call at a time on a session, with the arguments of the call kept from run to run. */
final class OnnxExecution implements OpenExecutions.Member {

  private final OnnxModel model;
  private final OrtSession session;
  private final RunOptions runOptions;
  private final RunGate gate;
  private final InputSlot[] inputs;
  private final OutputSlot[] outputs;
  private final Map<String, OnnxTensor> values = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> pins = new LinkedHashMap<>();
  private final Set<String> unpinned = new LinkedHashSet<>();
  private boolean stale = true;
  private boolean hasRun;

  OnnxExecution(OnnxModel model, OnnxSession opened, RunOptions runOptions) {
    this.model = model;
    this.session = opened.session();
    this.runOptions = runOptions;
    this.gate = new RunGate(() -> terminate(true), () -> terminate(false));
    this.inputs = opened.newInputs();
    this.outputs = opened.newOutputs();
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
      stale = true;
      return slot.reshape(shape);
    } catch (OrtException e) {
      throw failed("take input '" + slot.name() + "' of", e);
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
      execute();
      hasRun = true;
    } catch (OrtException e) {
      throw failed("run", e);
    } finally {
      afterRun();
      leave();
    }
  }

  /** Frees what was made for this run only; not earlier, for a run may take two attempts. */
  private void afterRun() {
    for (InputSlot input : inputs) {
      input.afterRun();
    }
  }

  private void prepare() throws OrtException {
    for (InputSlot input : inputs) {
      if (stale || input.isPerRun()) {
        input.shape();
        values.put(input.name(), input.value());
      }
    }
    if (stale) {
      pinOutputs();
      stale = false;
    }
  }

  private void pinOutputs() throws OrtException {
    pins.clear();
    unpinned.clear();
    for (OutputSlot output : outputs) {
      OnnxTensor pin = output.pin(inputs);
      if (pin == null) {
        unpinned.add(output.name());
      } else {
        pins.put(output.name(), pin);
      }
    }
  }

  /** Runs; once more without pinned outputs if it failed with such, for their shape may be why. */
  private void execute() throws OrtException {
    try {
      runOnce();
    } catch (OrtException e) {
      if (pins.isEmpty() || gate.isCancelled()) {
        throw e;
      }
      unpinOutputs();
      runOnce();
    }
  }

  private void unpinOutputs() {
    for (OutputSlot output : outputs) {
      output.refused();
      unpinned.add(output.name());
    }
    pins.clear();
  }

  private void runOnce() throws OrtException {
    try (OrtSession.Result result = session.run(values, unpinned, pins, runOptions)) {
      if (!unpinned.isEmpty()) {
        take(result);
      }
    }
  }

  private void take(OrtSession.Result result) throws OrtException {
    int place = pins.size();
    for (OutputSlot output : outputs) {
      if (unpinned.contains(output.name())) {
        stale |= output.take((OnnxTensor) result.get(place), inputs);
        place++;
      }
    }
  }

  private EngineException failed(String task, OrtException cause) {
    if (gate.isCancelled()) {
      return new EngineException(
          ErrorCode.CANCELLED, "Cannot " + task + " " + model.path() + ": it was cancelled", cause);
    }
    return new EngineException(
        ErrorCode.ENGINE_FAILURE,
        "Cannot " + task + " " + model.path() + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public Tensor output(int index) {
    if (!hasRun) {
      throw new IllegalStateException(
          "Cannot read output '" + outputs[index].name() + "': there was no successful run");
    }
    return outputs[index].tensor();
  }

  @Override
  public void cancel() {
    gate.cancel();
  }

  private void terminate(boolean value) {
    try {
      runOptions.setTerminate(value);
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot set the terminate flag of a run", e);
    }
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
    for (InputSlot input : inputs) {
      input.close();
    }
    for (OutputSlot output : outputs) {
      output.close();
    }
    runOptions.close();
    return true;
  }

  @Override
  public boolean isClosed() {
    return gate.isClosed();
  }
}
