package dev.slipway.core.internal.steps;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a zone as a table, so that finding one allocates nothing. After the last recorded
 * change a zone follows yearly rules, which come round with the calendar every 400 years: the table
 * has one such round. Immutable and thread-safe.
 */
final class ZoneOffsets {

  private static final long CYCLE_SECONDS = 146_097L * 86_400;
  private static final long YEAR_SECONDS = 366L * 86_400;

  private final long[] changes;
  private final int[] offsets;
  private final long end;

  private ZoneOffsets(ZoneOffset first, List<ZoneOffsetTransition> transitions, long end) {
    this.changes = transitions.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
    this.offsets = new int[changes.length + 1];
    Arrays.setAll(
        offsets,
        i ->
            i == 0
                ? first.getTotalSeconds()
                : transitions.get(i - 1).getOffsetAfter().getTotalSeconds());
    this.end = end;
  }

  static ZoneOffsets of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>(rules.getTransitions());
    long last = transitions.isEmpty() ? 0 : transitions.get(transitions.size() - 1).toEpochSecond();
    long end = last + YEAR_SECONDS + CYCLE_SECONDS;
    ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(last));
    while (next != null && next.toEpochSecond() < end) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneOffsets(rules.getOffset(Instant.MIN), transitions, end);
  }

  /** Returns the number of the period that an instant lies in, from 0. */
  private int period(long second) {
    int place = Arrays.binarySearch(changes, second);
    return place < 0 ? -place - 1 : place + 1;
  }

  /** Returns the instant of the table that has the same offset. */
  private long inTable(long second) {
    return end - CYCLE_SECONDS + (second - end) % CYCLE_SECONDS;
  }

  /** Finds offsets, fast where an instant is in the same period as the one before it. */
  final class Cursor {

    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private int offset = offsets[0];

    /** Returns the seconds to add to UTC. */
    int offsetAt(long epochSecond) {
      long second = epochSecond < end ? epochSecond : inTable(epochSecond);
      if (second < from || second >= until) {
        int period = period(second);
        from = period == 0 ? Long.MIN_VALUE : changes[period - 1];
        until = period == changes.length ? Long.MAX_VALUE : changes[period];
        offset = offsets[period];
      }
      return offset;
    }
  }
}
