package dev.slipway.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop. Those of HTTP/1 that take too long for the head of a request
 * are closed, however steadily their bytes come; HTTP/2 has limits of its own. Used on its event
 * loop only, but for the count.
 */
final class Connections {

  private final long headNanos;
  private final long idleNanos;
  private final AtomicInteger count;
  private final Map<HttpConnection, State> states = new HashMap<>();

  /** Creates a set of no connections; the count is shared by all event loops. */
  Connections(ServerLimits limits, AtomicInteger count) {
    this.headNanos = limits.requestTime().toNanos();
    this.idleNanos = limits.idleTime().toNanos();
    this.count = count;
  }

  /** What is known of one connection. */
  private static final class State {

    /** The answer of the last request, until it is seen as given. */
    private @Nullable HttpServerResponse answer;

    private long idleSinceNanos = System.nanoTime();
    private boolean used;
    private boolean limited = true;
  }

  /** Takes in a connection that was just opened. */
  void opened(HttpConnection connection) {
    count.incrementAndGet();
    states.put(connection, new State());
    connection.closeHandler(
        closed -> {
          if (states.remove(connection) != null) {
            count.decrementAndGet();
          }
        });
  }

  /** Takes in that the head of a request is there. */
  void begun(HttpServerRequest request) {
    State state = states.get(request.connection());
    if (state != null) {
      state.answer = request.response();
      state.used = true;
      state.limited = request.version() != HttpVersion.HTTP_2;
    }
  }

  /** Closes the connections whose time is over. */
  void sweep() {
    long now = System.nanoTime();
    for (Map.Entry<HttpConnection, State> entry : new ArrayList<>(states.entrySet())) {
      State state = entry.getValue();
      HttpServerResponse answer = state.answer;
      long most = state.used ? idleNanos : headNanos;
      if (answer != null) {
        state.answer = answer.ended() ? null : answer;
        state.idleSinceNanos = now;
      } else if (state.limited && now - state.idleSinceNanos > most) {
        entry.getKey().close();
      }
    }
  }

  /**
   * Returns how often to sweep: a connection stays at most a quarter longer than it may, since one
   * sweep sees that it is idle, and another that its time is over.
   */
  static long sweepMillis(ServerLimits limits) {
    Duration shorter =
        limits.requestTime().compareTo(limits.idleTime()) < 0
            ? limits.requestTime()
            : limits.idleTime();
    return Math.min(TimeUnit.SECONDS.toMillis(1), Math.max(1, shorter.toMillis() / 8));
  }
}
