package dev.slipway.engine.tflite;

import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A native model and the executions on it, each with an interpreter of its own. */
final class TfliteModel implements LoadedModel {

  /**
   * What is known of a model without its native side.
   *
   * @param path the main file, for messages
   * @param version the native library's
   * @param signature what callers see
   * @param keepsState whether calls must be kept from finding what the one before left
   * @param labels the names of the places of each output
   */
  record Facts(
      String path,
      String version,
      Signature signature,
      boolean keepsState,
      List<List<String>> labels) {}

  private final Facts facts;
  private final NativeModel model;
  private final Set<TfliteExecution> executions = ConcurrentHashMap.newKeySet();
  private final Object left = new Object();
  private volatile boolean closed;

  TfliteModel(Facts facts, NativeModel model) {
    this.facts = facts;
    this.model = model;
  }

  String path() {
    return facts.path();
  }

  boolean keepsState() {
    return facts.keepsState();
  }

  @Override
  public Signature signature() {
    return facts.signature();
  }

  @Override
  public List<String> labels(int output) {
    return facts.labels().get(output);
  }

  @Override
  public EngineInfo engine() {
    return new EngineInfo(TfliteEngineProvider.ID, "TensorFlow Lite", facts.version());
  }

  /** Makes an interpreter; never while the model is being closed. */
  @Override
  public synchronized Execution newExecution() {
    checkOpen();
    try {
      TfliteExecution execution = new TfliteExecution(this, model.newInterpreter(), model.entry());
      executions.add(execution);
      return execution;
    } catch (InterpreterException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot make an execution of " + path() + ": " + e.getMessage(),
          e);
    }
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use " + path() + ": the model is closed");
    }
  }

  void forget(TfliteExecution execution) {
    executions.remove(execution);
  }

  /** Called by executions when a call has ended: wakes who waits to close them. */
  void executionLeft() {
    if (closed) {
      synchronized (left) {
        left.notifyAll();
      }
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (TfliteExecution execution : executions) {
      closeWhenIdle(execution);
    }
    executions.clear();
    model.close();
  }

  private void closeWhenIdle(TfliteExecution execution) {
    boolean interrupted = false;
    synchronized (left) {
      while (!execution.closeIfIdle() && !execution.isClosed()) {
        try {
          left.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
