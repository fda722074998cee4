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

  /**
   * Takes in that a request has begun.
   *
   * @param call stands for it
   * @param late runs once if it does not arrive in time
   */
  public void arriving(Object call, Runnable late) {
    requests.add(call, late);
  }

  /** Takes in that a request is there, or that its caller has gone. */
  public void arrived(Object call) {
    requests.remove(call);
  }

  /**
   * Takes in that an answer was just written; it is given up when its time is over.
   *
   * @param answer a stream of HTTP/2
   * @param sent completes when the caller has taken it, or has gone
   */
  public void answered(HttpServerResponse answer, Future<Void> sent) {
    if (!sent.isComplete()) {
      answers.add(answer, () -> answer.reset(CANCEL));
      sent.onComplete(done -> answers.remove(answer));
    }
  }

  /** Acts on what is late. */
  public void sweep() {
    requests.sweep();
    answers.sweep();
  }
}
