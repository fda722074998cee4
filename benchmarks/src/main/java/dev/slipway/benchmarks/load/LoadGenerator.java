package dev.slipway.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Sends one request again and again, over connections that stay open. Everything happens on the
 * thread of its methods' caller, which never waits idly: give it a processor of its own. Not
 * thread-safe. After a failure it can only be closed.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 18;
  private static final double NANOS_IN_SECOND = 1e9;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> free = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final long graceNanos;

  /**
   * Connects.
   *
   * @param port of the server, which is on this machine
   * @param request what is sent
   * @param count of connections
   * @throws IOException if the server takes no connections
   */
  public LoadGenerator(int port, LoadRequest request, int count) throws IOException {
    this(port, request, count, GRACE);
  }

  /** Creates one that waits for answers no longer than a time after the end of a load. */
  LoadGenerator(int port, LoadRequest request, int count, Duration grace) throws IOException {
    this(grace);
    connect(port, request, count, part -> {});
  }

  private LoadGenerator(Duration grace) throws IOException {
    selector = Selector.open();
    graceNanos = grace.toNanos();
  }

  private void connect(int port, LoadRequest request, int count, Consumer<ByteBuffer> body)
      throws IOException {
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
    for (int i = 0; i < count; i++) {
      connections.add(new Connection(server, selector, request.newWire(body)));
    }
    free.addAll(connections);
  }

  /**
   * Sends a request once.
   *
   * @param port of the server, which is on this machine
   * @param request what is sent
   * @return the body of the answer
   * @throws IOException if the server cannot be reached
   */
  public static byte[] once(int port, LoadRequest request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Consumer<ByteBuffer> keep =
        part -> {
          byte[] bytes = new byte[part.remaining()];
          part.get(bytes);
          body.writeBytes(bytes);
        };
    try (LoadGenerator load = new LoadGenerator(GRACE)) {
      load.connect(port, request, 1, keep);
      load.closed(Duration.ZERO, Duration.ZERO);
    }
    return body.toByteArray();
  }

  /**
   * Sends a request on every connection as soon as the one before it is answered.
   *
   * @param warm how long nothing is counted
   * @param time how long answers are counted after that: until one has come at least
   * @return answers per second
   * @throws IOException if the server cannot be reached
   */
  public double closed(Duration warm, Duration time) throws IOException {
    Counting counting = new Counting(System.nanoTime() + warm.toNanos(), time.toNanos());
    while (!free.isEmpty()) {
      free.remove().send(System.nanoTime());
    }
    while (free.size() < connections.size()) {
      select(
          connection -> {
            if (counting.goesOn(System.nanoTime())) {
              send(connection, System.nanoTime());
            } else {
              free.add(connection);
            }
          });
      checkTime(counting.begin + time.toNanos());
    }
    return counting.perSecond();
  }

  /** Counts answers from one time to another. */
  private static final class Counting {

    private final long begin;
    private final long nanos;
    private long answers;
    private long passed;

    Counting(long begin, long nanos) {
      this.begin = begin;
      this.nanos = nanos;
    }

    /** Counts an answer of this time, and returns whether further ones are counted. */
    boolean goesOn(long now) {
      if (answers > 0 && passed >= nanos) {
        return false;
      }
      if (now > begin) {
        answers++;
        passed = now - begin;
      }
      return answers == 0 || passed < nanos;
    }

    double perSecond() {
      return answers / (passed / NANOS_IN_SECOND);
    }
  }

  private void checkTime(long end) {
    if (System.nanoTime() - end > graceNanos) {
      throw new IllegalStateException("the server does not answer");
    }
  }

  /**
   * Sends requests at random times that do not hang on the server, as independent callers do, so
   * many in a second on average. The times are the same ones for the same rate. A request whose
   * time has come while no connection is free is sent later, and its latency counts from its time.
   *
   * @param perSecond how many
   * @param warm how long nothing is recorded
   * @param time for how long requests are recorded after that
   * @return of every request that was to be sent in that time; one that is not answered 10 seconds
   *     after its end counts with what it had waited then
   * @throws IOException if the server cannot be reached
   * @throws IllegalArgumentException if the rate is not positive
   */
  public Latencies open(double perSecond, Duration warm, Duration time) throws IOException {
    long start = System.nanoTime();
    long begin = start + warm.toNanos();
    long end = begin + time.toNanos();
    Arrivals arrivals = new Arrivals(start, perSecond);
    Histogram nanos = new Histogram(Duration.ofHours(1).toNanos(), 3);
    Consumer<Connection> done =
        connection -> {
          record(nanos, connection.intendedNanos(), begin);
          free.add(connection);
        };
    while (arrivals.next() < end || free.size() < connections.size()) {
      long now = System.nanoTime();
      while (!free.isEmpty() && arrivals.next() <= now && arrivals.next() < end) {
        free.remove().send(arrivals.take());
      }
      select(done);
      if (now - end > graceNanos) {
        recordWaiting(nanos, arrivals, begin, end);
        break;
      }
    }
    return Latencies.of(nanos);
  }

  private void recordWaiting(Histogram nanos, Arrivals arrivals, long begin, long end) {
    connections.stream()
        .filter(connection -> !free.contains(connection))
        .forEach(connection -> record(nanos, connection.intendedNanos(), begin));
    while (arrivals.next() < end) {
      record(nanos, arrivals.take(), begin);
    }
  }

  private static void record(Histogram nanos, long intended, long begin) {
    if (intended >= begin) {
      nanos.recordValue(System.nanoTime() - intended);
    }
  }

  private static void send(Connection connection, long intended) {
    try {
      connection.send(intended);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void select(Consumer<Connection> done) throws IOException {
    selector.selectNow(key -> goOn(key, done));
  }

  private void goOn(SelectionKey key, Consumer<Connection> done) {
    Connection connection = (Connection) key.attachment();
    try {
      if (connection.goOn(buffer)) {
        done.accept(connection);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
