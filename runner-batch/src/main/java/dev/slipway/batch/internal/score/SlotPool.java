package dev.slipway.batch.internal.score;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * The slots of a job, made as they are needed up to a bound. A token names a slot and one use of
 * it, so that a token of an earlier use is noticed. Thread-safe.
 */
final class SlotPool {

  /** What no slot is ever published under. */
  static final long NO_TOKEN = -1;

  private final AtomicReferenceArray<Slot> slots;
  private final BlockingQueue<Integer> free;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger uses = new AtomicInteger();
  private final Supplier<Slot> factory;

  SlotPool(int most, Supplier<Slot> factory) {
    this.slots = new AtomicReferenceArray<>(most);
    this.free = new ArrayBlockingQueue<>(most);
    this.factory = factory;
  }

  /** A slot that somebody has, and its place in the pool. */
  record Lease(int place, Slot slot) {}

  /** Takes a slot; never waits, for the thread that would give one back may be this one. */
  Lease take() {
    Integer place = free.poll();
    if (place == null) {
      place = made.getAndIncrement();
      if (place >= slots.length()) {
        throw new IllegalStateException(
            "more than " + slots.length() + " chunks are scored but not read");
      }
      slots.set(place, factory.get());
    }
    return new Lease(place, slots.get(place));
  }

  /** Makes the answers of a slot readable and returns the token for them. */
  long publish(Lease lease) {
    long token = ((long) lease.place << Integer.SIZE) | (uses.getAndIncrement() & 0xffff_ffffL);
    lease.slot.publish(token);
    return token;
  }

  /** Returns the slot that was published under a token and is not read to the end yet. */
  Lease find(long token) {
    int place = (int) (token >>> Integer.SIZE);
    Slot slot = token >= 0 && place < slots.length() ? slots.get(place) : null;
    if (slot == null || slot.token() != token) {
      throw new IllegalStateException("token " + token + " is stale: its answers are gone");
    }
    return new Lease(place, slot);
  }

  /** Notes that elements of a slot were read, and frees the slot when all are. */
  void read(Lease lease, int elements) {
    if (lease.slot.read(elements)) {
      lease.slot.retire();
      free.add(lease.place);
    }
  }
}
