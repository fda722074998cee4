package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A session and the executions that run on it. */
final class OnnxModel implements LoadedModel {

  private final OnnxSession session;
  private final Set<OnnxExecution> executions = ConcurrentHashMap.newKeySet();
  private final Object left = new Object();
  private final ReentrantReadWriteLock otherCalls = new ReentrantReadWriteLock();
  private volatile boolean closed;

  OnnxModel(OnnxSession session) {
    this.session = session;
  }

  String path() {
    return session.path();
  }

  @Override
  public Signature signature() {
    return session.signature();
  }

  @Override
  public List<String> labels(int output) {
    return session.labels(output);
  }

  @Override
  public EngineInfo engine() {
    return new EngineInfo(OnnxEngineProvider.ID, "ONNX Runtime", session.version());
  }

  @Override
  public Execution newExecution() {
    checkOpen();
    OnnxExecution execution = new OnnxExecution(this, session, newRunOptions());
    executions.add(execution);
    if (closed) {
      execution.close();
      checkOpen();
    }
    return execution;
  }

  /** Returns options that keep errors from being printed: they are thrown. */
  private RunOptions newRunOptions() {
    try {
      RunOptions options = new RunOptions();
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return options;
    } catch (OrtException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot make an execution of " + path() + ": " + e.getMessage(),
          e);
    }
  }

  OrtSession session() {
    return session.session();
  }

  /** Returns what reads outputs of texts. */
  TextReader texts() {
    return session.texts();
  }

  /** Returns the lock that calls hold which are none of an execution. */
  Lock otherCall() {
    return otherCalls.readLock();
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use " + path() + ": the model is closed");
    }
  }

  void forget(OnnxExecution execution) {
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
    for (OnnxExecution execution : executions) {
      closeWhenIdle(execution);
    }
    executions.clear();
    otherCalls.writeLock().lock();
    try {
      session.close();
    } finally {
      otherCalls.writeLock().unlock();
    }
  }

  private void closeWhenIdle(OnnxExecution execution) {
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
