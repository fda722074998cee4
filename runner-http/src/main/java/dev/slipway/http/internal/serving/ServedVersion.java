package dev.slipway.http.internal.serving;

import dev.slipway.ModelVersion;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.core.json.JsonTableReader;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One version of a model that answers requests. Thread-safe.
 *
 * <p>It counts its users: retired, it stays open until the last of them is done, and then closes
 * its predictor if that is its own.
 */
public final class ServedVersion {

  /** Set in {@link #users} once no further user is let in. */
  private static final long RETIRED = 1L << 60;

  private final String name;
  private final Predictor predictor;
  private final Ownership ownership;
  private final Semaphore places;
  private final Placement placement = new Placement();
  private final TriedCall example;
  private final CallStatistics statistics = new CallStatistics();
  private final JsonTableReader json;
  private final AtomicLong users = new AtomicLong();

  /** Who closes a predictor. */
  public enum Ownership {
    /** The server, when the version is retired. */
    SERVER,
    /** Whoever handed it in. */
    CALLER
  }

  private ServedVersion(String name, Predictor predictor, Ownership ownership, int places) {
    this.name = name;
    this.predictor = predictor;
    this.ownership = ownership;
    this.places = new Semaphore(places);
    this.json = JsonTableReader.of(signature().inputs());
    this.example = WarmUp.run(predictor, placement);
  }

  /**
   * Returns a version that nobody uses yet, and whose calls were timed already. Blocks for up to
   * half a second, or for as long as a slow call takes.
   *
   * @param name the name that callers ask for the model by
   * @param predictor what answers
   * @param ownership who closes it
   * @param places how many calls the predictor takes at once without waiting
   */
  public static ServedVersion measured(
      String name, Predictor predictor, Ownership ownership, int places) {
    return new ServedVersion(name, predictor, ownership, places);
  }

  /** Returns the name that callers ask for the model by. */
  public String name() {
    return name;
  }

  /** Returns the label that callers ask for this version by. */
  public String label() {
    return identity().version();
  }

  /** Returns the name, version and digest of the package. */
  public ModelVersion identity() {
    return predictor.model().version();
  }

  /** Returns what callers send and get. */
  public Signature signature() {
    return predictor.model().signature();
  }

  /** Returns what reads JSON as rows of the inputs. */
  public JsonTableReader json() {
    return json;
  }

  /** Returns what answers. Only for holders of a {@link Lease}. */
  public Predictor predictor() {
    return predictor;
  }

  /** Returns how long calls take, which decides where they run. */
  public Placement placement() {
    return placement;
  }

  /** Returns a call to try the model with, which was made already. */
  public TriedCall example() {
    return example;
  }

  /** Returns what was counted. */
  public CallStatistics statistics() {
    return statistics;
  }

  /** Takes a place of the predictor if one is free. */
  boolean tryPlace() {
    return places.tryAcquire();
  }

  /** Takes a place of the predictor; blocks until one is free or the time is over. */
  boolean awaitPlace(long nanos) throws InterruptedException {
    return places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
  }

  void releasePlace() {
    places.release();
  }

  /**
   * Lets a user in.
   *
   * @return false if this version is retired
   */
  boolean tryUse() {
    if (users.incrementAndGet() < RETIRED) {
      return true;
    }
    release();
    return false;
  }

  void release() {
    if (users.decrementAndGet() == RETIRED) {
      close();
    }
  }

  /** Lets no further user in, and closes when the last is out. Call it once. */
  void retire() {
    if (users.addAndGet(RETIRED) == RETIRED) {
      close();
    }
  }

  private void close() {
    // A user who came too late may bring the count back to nobody a second time.
    if (users.compareAndSet(RETIRED, 2 * RETIRED) && ownership == Ownership.SERVER) {
      predictor.close();
    }
  }
}
