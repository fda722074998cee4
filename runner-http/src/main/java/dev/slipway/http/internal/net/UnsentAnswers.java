package dev.slipway.http.internal.net;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of one event loop that are written, but not yet taken by their callers. A stream of
 * HTTP/2 whose caller opens no window for it is given up when its time is over: its connection need
 * not be silent for that. Used on its event loop only.
 */
public final class UnsentAnswers {

  /** Told to callers as the reason: HTTP/2's CANCEL. */
  private static final long CANCEL = 8;

  private final long mostNanos;

  /** When each was written; the eldest first. */
  private final Map<HttpServerResponse, Long> waiting = new LinkedHashMap<>();

  /**
   * Creates a set of no answers.
   *
   * @param most how long a caller may take for an answer
   */
  public UnsentAnswers(Duration most) {
    this.mostNanos = most.toNanos();
  }

  /**
   * Takes in that an answer was just written.
   *
   * @param answer a stream of HTTP/2
   * @param sent completes when the caller has taken it, or has gone
   */
  public void add(HttpServerResponse answer, Future<Void> sent) {
    if (!sent.isComplete()) {
      waiting.put(answer, System.nanoTime());
      sent.onComplete(done -> waiting.remove(answer));
    }
  }

  /** Gives up the answers whose time is over. */
  public void sweep() {
    if (waiting.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    List<HttpServerResponse> late = new ArrayList<>();
    for (Map.Entry<HttpServerResponse, Long> entry : waiting.entrySet()) {
      if (now - entry.getValue() <= mostNanos) {
        break;
      }
      late.add(entry.getKey());
    }
    for (HttpServerResponse answer : late) {
      waiting.remove(answer);
      answer.reset(CANCEL);
    }
  }
}
