package dev.slipway.verification.kinds;

import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.batch.BatchJob;
import dev.slipway.batch.ParquetTables;
import dev.slipway.core.Slipway;
import dev.slipway.spi.EngineOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Answers one package's rows in many ways and compares them with the rows alone. */
final class Trial {

  /** How many rows the input files of a batch job have, which decides its batches. */
  private static final int[] FILES = {1, 2, 7, 64, 1000, 26};

  private static final int ROWS = IntStream.of(FILES).sum();

  private final Path model;
  private final Path folder;
  private final Rows rows;
  private final int[] inOrder = IntStream.range(0, ROWS).toArray();
  private final Table reference;
  private final Parity stated;
  private final List<Path> inputs;

  /**
   * Answers each row alone, on one thread.
   *
   * @param model the package
   * @param stated how equal its answers should be
   * @param folder an empty folder for the files of batch jobs
   */
  Trial(ModelKind kind, Path model, Parity stated, Path folder) {
    this.model = model;
    this.stated = stated;
    this.folder = folder;
    this.rows = new Rows(kind.rowShape(), ROWS);
    try (Predictor predictor = open(1)) {
      this.reference = RowsAlone.answers(predictor, rows, inOrder);
    }
    this.inputs = writeInputs();
  }

  private Predictor open(int intraOpThreads) {
    return Slipway.builder()
        .executions(2)
        .engineOptions(EngineOptions.defaults().withIntraOpThreads(intraOpThreads))
        .build()
        .openModel(model);
  }

  /** Returns how many rows there are. */
  static int rows() {
    return ROWS;
  }

  /** Answers the rows in order, once in batches of each size. */
  Difference predict(int intraOpThreads, int... sizes) {
    Difference seen = new Difference(reference, stated);
    try (Predictor predictor = open(intraOpThreads)) {
      for (int size : sizes) {
        predict(predictor, inOrder, size, seen);
      }
    }
    return seen;
  }

  private void predict(Predictor predictor, int[] order, int size, Difference seen) {
    for (int from = 0; from < ROWS; from += size) {
      int count = Math.min(size, ROWS - from);
      seen.add(predictor.predict(rows.table(order, from, count)), order, from);
    }
  }

  /** Answers the rows backwards and shuffled, in batches of 7 and 64. */
  Difference inOtherOrders() {
    int[] backwards = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
    Difference seen = new Difference(reference, stated);
    try (Predictor predictor = open(1)) {
      for (int[] order : List.of(backwards, shuffled())) {
        predict(predictor, order, 7, seen);
        predict(predictor, order, 64, seen);
      }
    }
    return seen;
  }

  private static int[] shuffled() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
    Collections.shuffle(order, new Random(5));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Answers the rows for two callers at the same time, in batches of 3 and 7. */
  Difference withTwoCallers() {
    Difference seen = new Difference(reference, stated);
    CyclicBarrier begin = new CyclicBarrier(2);
    try (Predictor predictor = open(1)) {
      CompletableFuture<Void> other = caller(predictor, 3, seen, begin);
      caller(predictor, 7, seen, begin).get(1, TimeUnit.MINUTES);
      other.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
    return seen;
  }

  private CompletableFuture<Void> caller(
      Predictor predictor, int size, Difference seen, CyclicBarrier begin) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            begin.await(1, TimeUnit.MINUTES);
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
          predict(predictor, inOrder, size, seen);
        },
        task -> new Thread(task, "caller").start());
  }

  /** Answers the rows of several Parquet files in a batch job. */
  Difference inBatchJob(int threads) {
    Path output = folder.resolve("answers-" + threads + ".parquet");
    Difference seen = new Difference(reference, stated);
    try (Predictor predictor = open(1)) {
      BatchJob.Builder job =
          BatchJob.builder().predictor(predictor).threads(threads).output(output);
      inputs.forEach(file -> job.input(file.toString()));
      job.build().run();
      Signature outputs = Signature.of(predictor.model().signature().outputs(), List.of());
      seen.add(ParquetTables.read(output, outputs), inOrder, 0);
    }
    return seen;
  }

  private List<Path> writeInputs() {
    int[] from = {0};
    return IntStream.of(FILES)
        .mapToObj(
            count -> {
              Path file = folder.resolve("rows-from-" + from[0] + ".parquet");
              ParquetTables.write(rows.vectors(inOrder, from[0], count), file);
              from[0] += count;
              return file;
            })
        .toList();
  }
}
