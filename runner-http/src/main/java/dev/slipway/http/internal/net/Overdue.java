package dev.slipway.http.internal.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be over in some time, and what to do where it is not. Used on one event loop only. */
final class Overdue {

  private final long mostNanos;

  /** The eldest first. */
  private final Map<Object, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(long sinceNanos, Runnable late) {}

  Overdue(Duration most) {
    this.mostNanos = most.toNanos();
  }

  void add(Object what, Runnable late) {
    waiting.put(what, new Waiting(System.nanoTime(), late));
  }

  void remove(Object what) {
    waiting.remove(what);
  }

  /** Removes what is late, and then runs what is to be done about it. */
  void sweep() {
    if (waiting.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    List<Object> late = new ArrayList<>();
    for (Map.Entry<Object, Waiting> entry : waiting.entrySet()) {
      if (now - entry.getValue().sinceNanos() <= mostNanos) {
        break;
      }
      late.add(entry.getKey());
    }
    for (Object what : late) {
      Waiting over = waiting.remove(what);
      if (over != null) {
        over.late().run();
      }
    }
  }
}
