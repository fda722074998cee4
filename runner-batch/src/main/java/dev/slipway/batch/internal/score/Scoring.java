package dev.slipway.batch.internal.score;

import dev.slipway.CallOptions;
import dev.slipway.Prediction.Rejection;
import dev.slipway.Predictor;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.RejectedRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * What the functions of one statement share: the predictor, the slots, how far it got and what
 * stopped it. Thread-safe: DuckDB calls from threads of its own, which are attached to the JVM for
 * the call only.
 *
 * <p>DuckDB's functions have one result. So the scoring function puts the answers to a chunk into a
 * slot and returns a token in the chunk's first row (null in the others), and the function of each
 * output finds the slot by the token.
 */
public final class Scoring {

  private static final int SLOTS_PER_THREAD = 8;

  private final Predictor predictor;
  private final CallOptions options;
  private final Input input;
  private final ListLengths lengths;
  private final SlotPool slots;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final LongAdder rows = new LongAdder();
  private volatile boolean cancelled;
  private @Nullable Consumer<List<RejectedRow>> rejects;

  /** Who answers, and how many threads may ask at once. */
  public record Caller(Predictor predictor, CallOptions options, int threads) {}

  /**
   * Creates the state of a statement.
   *
   * @param caller who answers
   * @param columns what the predictor gets
   * @param input whose rows these are
   */
  public Scoring(Caller caller, List<BoundColumn> columns, Input input) {
    this.predictor = caller.predictor;
    this.options = caller.options;
    this.input = input;
    this.lengths = new ListLengths(columns, RowLocation.ARGUMENTS);
    this.slots =
        new SlotPool(
            caller.threads * SLOTS_PER_THREAD, () -> new Slot(columns, predictor.newAnswers()));
  }

  /**
   * Tells bad rows instead of failing; their answers are undefined.
   *
   * @param told about them from any thread
   * @return this
   */
  public Scoring rejecting(Consumer<List<RejectedRow>> told) {
    rejects = told;
    return this;
  }

  /**
   * Returns whether bad rows are told.
   *
   * @return false if they fail the statement
   */
  boolean isRejecting() {
    return rejects != null;
  }

  /** Makes every further call fail. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Returns how many rows have been scored.
   *
   * @return a count that only grows
   */
  public long rows() {
    return rows.sum();
  }

  /**
   * Returns what stopped a function first.
   *
   * @return an exception or error of this side, empty if none was thrown
   */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Scores a chunk; the arguments are the location, list lengths, then elements. */
  void score(DuckDBDataChunkReader chunk, DuckDBWritableVector tokens) {
    try {
      if (cancelled) {
        throw new CancellationException("the job was cancelled");
      }
      SlotPool.Lease lease = slots.take();
      scoreInto(lease.slot(), chunk);
      tokens.setLong(0, slots.publish(lease));
      rows.add(chunk.rowCount());
    } catch (RuntimeException | Error fault) {
      failure.compareAndSet(null, fault);
      throw fault;
    }
  }

  private void scoreInto(Slot slot, DuckDBDataChunkReader chunk) {
    List<Rejection> rejections = lengths.check(chunk);
    if (rejections.isEmpty() || rejects != null) {
      rejections = joined(rejections, predict(slot, chunk));
    }
    if (rejects != null) {
      BitSet without = new BitSet();
      rejections.forEach(rejection -> without.set(rejection.row()));
      slot.reject(without);
      if (!rejections.isEmpty()) {
        rejects.accept(new RowLocation(input, chunk).rows(rejections));
      }
    } else if (!rejections.isEmpty()) {
      throw new RowLocation(input, chunk).rejected(rejections);
    }
  }

  /** Joins what is wrong with rows; of a row that was told already nothing more is told. */
  private static List<Rejection> joined(List<Rejection> first, List<Rejection> second) {
    if (first.isEmpty()) {
      return second;
    }
    BitSet told = new BitSet();
    first.forEach(rejection -> told.set(rejection.row()));
    List<Rejection> all = new ArrayList<>(first);
    second.stream().filter(rejection -> !told.get(rejection.row())).forEach(all::add);
    return all;
  }

  private List<Rejection> predict(Slot slot, DuckDBDataChunkReader chunk) {
    try {
      return predictor.predictInto(slot.bind(chunk, lengths.end()), slot.answers(), options);
    } catch (RuntimeException fault) {
      throw new RowLocation(input, chunk).failed(fault);
    } finally {
      slot.release();
    }
  }

  /** Writes one element of each row's answer; the first argument is the token. */
  void answer(int output, int k, DuckDBDataChunkReader chunk, DuckDBWritableVector target) {
    try {
      int count = Math.toIntExact(chunk.rowCount());
      SlotPool.Lease lease = slots.find(token(chunk.vector(0), count));
      lease.slot().write(output, k, count, target);
      slots.read(lease, count);
    } catch (RuntimeException | Error fault) {
      failure.compareAndSet(null, fault);
      throw fault;
    }
  }

  /** Writes for each row whether it has an answer; the only argument is the token. */
  void kept(DuckDBDataChunkReader chunk, DuckDBWritableVector target) {
    try {
      int count = Math.toIntExact(chunk.rowCount());
      SlotPool.Lease lease = slots.find(token(chunk.vector(0), count));
      lease.slot().writeKept(count, target);
      slots.read(lease, count);
    } catch (RuntimeException | Error fault) {
      failure.compareAndSet(null, fault);
      throw fault;
    }
  }

  private static long token(DuckDBReadableVector tokens, int count) {
    for (int row = 1; row < count; row++) {
      if (!tokens.isNull(row)) {
        throw new IllegalStateException("answers were asked for rows of different chunks");
      }
    }
    return tokens.getLong(0, SlotPool.NO_TOKEN);
  }
}
