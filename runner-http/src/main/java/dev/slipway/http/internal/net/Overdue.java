package dev.slipway.http.internal.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What must be over in some time, and what to do where it is not: a list, the eldest first. Used on
 * one event loop only.
 */
final class Overdue {

  private final long mostNanos;
  private final Entry ends = new Entry(0, () -> {});

  Overdue(Duration most) {
    this.mostNanos = most.toNanos();
    ends.before = ends;
    ends.after = ends;
  }

  /** Stands for what is waited for. */
  static final class Entry implements StreamLimits.Waiting {

    private final long sinceNanos;
    private final Runnable late;
    private @Nullable Entry before;
    private @Nullable Entry after;

    Entry(long sinceNanos, Runnable late) {
      this.sinceNanos = sinceNanos;
      this.late = late;
    }

    @Override
    public void over() {
      Entry earlier = before;
      Entry later = after;
      if (earlier != null && later != null) {
        earlier.after = later;
        later.before = earlier;
        before = null;
        after = null;
      }
    }
  }

  /**
   * Adds what has begun.
   *
   * @param sinceNanos when, as {@link System#nanoTime} tells it, not before what was added before
   * @param late runs once if it is not over in time
   */
  Entry add(long sinceNanos, Runnable late) {
    Entry entry = new Entry(sinceNanos, late);
    Entry youngest = ends.before;
    entry.before = youngest;
    entry.after = ends;
    if (youngest != null) {
      youngest.after = entry;
    }
    ends.before = entry;
    return entry;
  }

  /** Removes what is late, and runs what is to be done about it. */
  void sweep() {
    long now = System.nanoTime();
    Entry eldest = ends.after;
    while (eldest != null && eldest != ends && now - eldest.sinceNanos > mostNanos) {
      eldest.over();
      eldest.late.run();
      eldest = ends.after;
    }
  }
}
