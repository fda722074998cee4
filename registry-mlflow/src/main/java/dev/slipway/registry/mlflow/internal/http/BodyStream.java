package dev.slipway.registry.mlflow.internal.http;

import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body as it comes in, read with a limit on every wait. It asks for the next part only when the
 * last one was read, so that a fast server cannot fill the memory. Read by one thread.
 */
final class BodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {

  private static final Object END = new Object();

  /** One part is asked for at a time; after it come at most an end and a failure. */
  private final BlockingQueue<Object> arrived = new ArrayBlockingQueue<>(4);

  private final Deque<ByteBuffer> parts = new ArrayDeque<>();
  private final Duration stall;
  private final Deadline deadline;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private boolean ended;

  BodyStream(Duration stall, Deadline deadline) {
    this.stall = stall;
    this.deadline = deadline;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    put(buffers);
  }

  @Override
  public void onError(Throwable broken) {
    put(broken);
  }

  @Override
  public void onComplete() {
    put(END);
  }

  private void put(Object item) {
    if (!arrived.offer(item)) {
      throw new IllegalStateException("the HTTP client gave more than it was asked for");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (parts.isEmpty() || !parts.element().hasRemaining()) {
      if (!parts.isEmpty()) {
        parts.remove();
      } else if (ended || !next()) {
        return -1;
      }
    }
    ByteBuffer part = parts.element();
    int count = Math.min(length, part.remaining());
    part.get(target, offset, count);
    return count;
  }

  @SuppressWarnings("unchecked") // only onNext puts lists
  private boolean next() throws IOException {
    Object item = await();
    if (item == END) {
      ended = true;
      return false;
    }
    if (item instanceof Throwable broken) {
      ended = true;
      throw new IOException("the connection broke (" + Failures.reason(broken) + ")", broken);
    }
    parts.addAll((List<ByteBuffer>) item);
    Flow.Subscription more = subscription;
    if (more != null) {
      more.request(1);
    }
    return true;
  }

  private Object await() throws IOException {
    try {
      Duration wait = deadline.atMost(stall);
      Object item = arrived.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      if (item == null) {
        close();
        deadline.remaining();
        throw new TransferException(
            Kind.UNREACHABLE, "no byte came for " + Durations.words(stall), null);
      }
      return item;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    closed = true;
    Flow.Subscription running = subscription;
    if (running != null) {
      running.cancel();
    }
  }
}
