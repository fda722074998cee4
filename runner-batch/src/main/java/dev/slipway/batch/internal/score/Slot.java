package dev.slipway.batch.internal.score;

import dev.slipway.ColumnBuffer;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.VectorColumn;
import dev.slipway.batch.internal.database.VectorWriter;
import dev.slipway.batch.internal.database.VectorWriter.Elements;
import dev.slipway.batch.internal.input.BoundColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A place for one chunk on its way: views of its input, and its answers until every function has
 * read them. Owned by whoever scores the chunk, then read by the functions of the outputs.
 */
final class Slot {

  private final List<String> names;
  private final List<VectorColumn> inputs;
  private final List<ColumnBuffer> answers;
  private final List<VectorWriter> writers;
  private final AtomicLong unread = new AtomicLong();
  private volatile long token;
  private int rows;
  private @Nullable Table table;
  private @Nullable BitSet rejected;

  Slot(List<BoundColumn> columns, List<ColumnBuffer> answers) {
    this.names = columns.stream().map(BoundColumn::name).toList();
    this.inputs = new ArrayList<>();
    columns.forEach(column -> inputs.add(new VectorColumn(column.type(), column.rowShape())));
    this.answers = answers;
    this.writers = answers.stream().map(answer -> new VectorWriter(answer.type())).toList();
  }

  /** Returns a table over a chunk, valid until {@link #release}. */
  Table bind(DuckDBDataChunkReader chunk, int first) {
    int place = first;
    for (VectorColumn input : inputs) {
      input.bind(chunk, place);
      place += input.width();
    }
    int count = Math.toIntExact(chunk.rowCount());
    if (table == null || count != rows) {
      rows = count;
      table = Table.of(names, inputs);
    }
    return table;
  }

  /** Forgets the chunk. */
  void release() {
    inputs.forEach(VectorColumn::release);
  }

  List<ColumnBuffer> answers() {
    return answers;
  }

  /** Writes the k-th element of every row's answer. */
  void write(int output, int k, int count, DuckDBWritableVector target) {
    if (count != rows) {
      throw new IllegalStateException(
          "answers were asked for " + count + " rows of a chunk of " + rows);
    }
    writers.get(output).write(new Elements(answers.get(output), 0, count, k), target);
  }

  /** Notes which rows have no answer; their number is read in addition to the elements. */
  void reject(BitSet without) {
    rejected = without;
  }

  /** Tells for every row whether it has an answer. */
  void writeKept(int count, DuckDBWritableVector target) {
    BitSet without = Objects.requireNonNull(rejected);
    for (int row = 0; row < count; row++) {
      target.setBoolean(row, !without.get(row));
    }
  }

  /** Makes the answers readable under a token, as many times as there are elements. */
  void publish(long newToken) {
    long elements = rejected == null ? 0 : rows;
    for (ColumnBuffer answer : answers) {
      elements += (long) rows * answer.width();
    }
    unread.set(elements);
    token = newToken;
  }

  long token() {
    return token;
  }

  /** Notes that elements were read; returns whether all are. */
  boolean read(int elements) {
    return unread.addAndGet(-elements) == 0;
  }

  /** Makes the token stale. */
  void retire() {
    token = SlotPool.NO_TOKEN;
  }
}
