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
import dev.slipway.spi.OpenExecutions;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A session and the executions that run on it. */
final class OnnxModel implements LoadedModel {

  private final OnnxSession session;
  private final OpenExecutions executions;
  private final ReentrantReadWriteLock otherCalls = new ReentrantReadWriteLock();

  OnnxModel(OnnxSession session) {
    this.session = session;
    this.executions = new OpenExecutions(session.path());
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
    return executions.add(() -> new OnnxExecution(this, session, newRunOptions()));
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

  /** Returns the executions that there are. */
  OpenExecutions executions() {
    return executions;
  }

  @Override
  public synchronized void close() {
    if (!executions.close()) {
      return;
    }
    otherCalls.writeLock().lock();
    try {
      session.close();
    } finally {
      otherCalls.writeLock().unlock();
    }
  }
}
