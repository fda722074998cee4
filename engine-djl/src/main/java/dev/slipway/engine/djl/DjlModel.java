package dev.slipway.engine.djl;

import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.Signature;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.EngineInfo;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A DJL model as one of ours. */
final class DjlModel implements LoadedModel {

  private final DjlSource source;
  private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private DjlModel(DjlSource source) {
    this.source = source;
  }

  /**
   * Returns the model.
   *
   * @throws UnsupportedModelException if DJL's engine has no arrays of a type in the signature
   */
  static DjlModel of(DjlSource source) {
    for (Signature.Field field : source.signature().inputs()) {
      checkType(source, "input", field);
    }
    for (Signature.Field field : source.signature().outputs()) {
      checkType(source, "output", field);
    }
    return new DjlModel(source);
  }

  private static void checkType(DjlSource source, String side, Signature.Field field) {
    boolean texts = field.type() == ElementType.STRING;
    if (texts
        ? source.readsTexts(field.shape().rank())
        : DjlTypes.has(source.model(), field.type())) {
      return;
    }
    throw new UnsupportedModelException(
        ErrorCode.UNSUPPORTED_MODEL,
        "Cannot load %s: %s %s cannot go through %s%s"
            .formatted(
                source.name(),
                side,
                field,
                source.info().name(),
                texts ? ", expected texts of rank 0 or 1" : ""),
        null);
  }

  @Override
  public Signature signature() {
    return source.signature();
  }

  @Override
  public List<String> labels(int output) {
    return source.labels(output);
  }

  @Override
  public EngineInfo engine() {
    return source.info();
  }

  @Override
  public Execution newExecution() {
    checkOpen();
    return new DjlExecution(this, source);
  }

  /** Returns the lock that a call holds, so that closing waits for it. */
  Lock call() {
    return calls.readLock();
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use " + source.name() + ": the model is closed");
    }
  }

  @Override
  public void close() {
    calls.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        source.close();
      }
    } finally {
      calls.writeLock().unlock();
    }
  }
}
