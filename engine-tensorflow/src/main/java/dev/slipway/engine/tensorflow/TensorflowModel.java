package dev.slipway.engine.tensorflow;

import dev.slipway.Signature;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A session, and the executions that share it. */
final class TensorflowModel implements LoadedModel {

  private final String path;
  private final String version;
  private final EntryPoint entry;
  private final NativeSession session;
  private final Set<TensorflowExecution> executions = ConcurrentHashMap.newKeySet();
  private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock();
  private volatile boolean closed;

  /**
   * Creates the model.
   *
   * @param path the main file, for messages
   * @param version the native library's
   * @param session closed with the model
   */
  TensorflowModel(String path, String version, EntryPoint entry, NativeSession session) {
    this.path = path;
    this.version = version;
    this.entry = entry;
    this.session = session;
  }

  String path() {
    return path;
  }

  EntryPoint entry() {
    return entry;
  }

  NativeSession session() {
    return session;
  }

  @Override
  public Signature signature() {
    return entry.signature();
  }

  /** Returns none: the format does not name classes. */
  @Override
  public List<String> labels(int output) {
    return List.of();
  }

  @Override
  public EngineInfo engine() {
    return new EngineInfo(TensorflowEngineProvider.ID, "TensorFlow", version);
  }

  @Override
  public Execution newExecution() {
    enter();
    try {
      checkOpen();
      TensorflowExecution execution = new TensorflowExecution(this, entry.signature());
      executions.add(execution);
      return execution;
    } finally {
      leave();
    }
  }

  /** Takes it that an execution is closed. */
  void forget(TensorflowExecution execution) {
    executions.remove(execution);
  }

  /** Begins a use of the session, so that closing waits for it. */
  void enter() {
    calls.readLock().lock();
  }

  void leave() {
    calls.readLock().unlock();
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use " + path + ": the model is closed");
    }
  }

  @Override
  public void close() {
    calls.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        executions.forEach(TensorflowExecution::free);
        executions.clear();
        session.close();
      }
    } finally {
      calls.writeLock().unlock();
    }
  }
}
