package dev.slipway.http.internal.net;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * How long streams of HTTP/2 may take for what their connection's silence does not bound, since
 * other streams and pings keep it from being silent: requests that do not arrive, and answers that
 * their callers do not take. Used on one event loop only: each has its own.
 */
public final class StreamLimits {

  /** Told to callers as the reason: HTTP/2's CANCEL. */
  private static final long CANCEL = 8;

  private final Duration request;
  private final Overdue requests;
  private final Overdue answers;

  /**
   * Creates limits of no streams.
   *
   * @param request how long a request may take to arrive
   * @param answer how long a caller may take for an answer that is written
   */
  public StreamLimits(Duration request, Duration answer) {
    this.request = request;
    this.requests = new Overdue(request);
    this.answers = new Overdue(answer);
  }

  /** Returns how long a request may take to arrive. */
  public Duration request() {
    return request;
  }

  /** Something that may take only so long. */
  public interface Waiting {

    /** Takes in that it is over: a request is there, or its caller has gone. Idempotent. */
    void over();
  }

  /**
   * Takes in that a request has begun.
   *
   * @param sinceNanos when, as {@link System#nanoTime} tells it
   * @param late runs once if it does not arrive in time
   * @return what to tell when it is there
   */
  public Waiting arriving(long sinceNanos, Runnable late) {
    return requests.add(sinceNanos, late);
  }

  /**
   * Takes in that an answer was just written; it is given up when its time is over.
   *
   * @param answer a stream of HTTP/2
   * @param sent completes when the caller has taken it, or has gone
   */
  public void answered(HttpServerResponse answer, Future<Void> sent) {
    if (!sent.isComplete()) {
      Waiting waiting = answers.add(System.nanoTime(), () -> answer.reset(CANCEL));
      sent.onComplete(done -> waiting.over());
    }
  }

  /** Acts on what is late. */
  public void sweep() {
    requests.sweep();
    answers.sweep();
  }
}
