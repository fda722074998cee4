package dev.slipway.batch.internal.rows;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.InvalidInputException;
import dev.slipway.Prediction.Rejection;
import dev.slipway.Predictor;
import dev.slipway.Problem;
import dev.slipway.Table;
import dev.slipway.batch.internal.input.RejectedRow;
import dev.slipway.batch.internal.input.RowFault;
import dev.slipway.batch.internal.score.RejectedColumn;
import dev.slipway.batch.internal.score.ScoringFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Scores batches; rows with faults never reach the predictor. Thread-safe. */
public final class RowScoring {

  private static final int MOST_PROBLEMS = 20;

  private final Predictor predictor;
  private final CallOptions options;
  private final boolean rejecting;

  /**
   * Creates a scoring.
   *
   * @param predictor who answers
   * @param options of every call
   * @param rejecting whether bad rows are told instead of failing the job
   */
  public RowScoring(Predictor predictor, CallOptions options, boolean rejecting) {
    this.predictor = predictor;
    this.options = options;
    this.rejecting = rejecting;
  }

  /**
   * Rows with their answers.
   *
   * @param kept the input's columns of the rows that have answers
   * @param answers one row for each of them
   * @param rejected the other rows, in order
   */
  public record Scored(KeptRows kept, Table answers, List<RejectedRow> rejected) {}

  /**
   * Scores some rows.
   *
   * @param batch which
   * @return the rows with their answers
   * @throws InvalidInputException if a row is bad and that fails the job, or nothing behind it can
   *     be read
   */
  public Scored score(RowBatch batch) {
    DecodedRows rows = batch.decode();
    List<RowFault> faults = new ArrayList<>(rows.faults());
    List<Integer> good = good(rows);
    List<ColumnBuffer> answers = predictor.newAnswers();
    if (!good.isEmpty()) {
      Set<Integer> rejected = new HashSet<>();
      for (Rejection rejection : predict(rows, good, answers)) {
        rejected.add(rejection.row());
        faults.add(fault(good.get(rejection.row()), rejection));
      }
      faults.sort(Comparator.comparingInt(RowFault::row));
      failIfWanted(rows, faults);
      Table table = Table.of(predictor.model().signature().outputNames(), answers);
      return result(rows, new Answered(good, table, rejected), faults);
    }
    failIfWanted(rows, faults);
    return new Scored(
        rows.kept().select(List.of()),
        Table.of(predictor.model().signature().outputNames(), answers),
        rejected(rows, faults));
  }

  /** The answers to some rows, of which some were rejected. */
  private record Answered(List<Integer> rows, Table answers, Set<Integer> rejected) {}

  private static List<Integer> good(DecodedRows rows) {
    Set<Integer> bad = new HashSet<>();
    rows.faults().forEach(fault -> bad.add(fault.row()));
    return IntStream.range(0, rows.inputs().rows())
        .filter(row -> !bad.contains(row))
        .boxed()
        .toList();
  }

  private List<Rejection> predict(
      DecodedRows rows, List<Integer> good, List<ColumnBuffer> answers) {
    boolean all = good.size() == rows.inputs().rows();
    Table inputs = all ? rows.inputs() : SelectedColumn.of(rows.inputs(), good);
    try {
      return predictor.predictInto(inputs, answers, options);
    } catch (RuntimeException fault) {
      throw ScoringFailure.of(rows.place().range(rows.inputs().rows()), fault);
    }
  }

  private static RowFault fault(int row, Rejection rejection) {
    String column = RejectedColumn.of(rejection.message());
    return new RowFault(row, rejection.code(), column, rejection.message(), false);
  }

  private static Scored result(DecodedRows rows, Answered answered, List<RowFault> faults) {
    if (faults.isEmpty()) {
      return new Scored(rows.kept(), answered.answers, List.of());
    }
    List<Integer> kept = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < answered.rows.size(); place++) {
      if (!answered.rejected.contains(place)) {
        places.add(place);
        kept.add(answered.rows.get(place));
      }
    }
    return new Scored(
        rows.kept().select(kept),
        SelectedColumn.of(answered.answers, places),
        rejected(rows, faults));
  }

  private void failIfWanted(DecodedRows rows, List<RowFault> faults) {
    List<RowFault> failing = rejecting ? faults.stream().filter(RowFault::fatal).toList() : faults;
    if (failing.isEmpty()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (RowFault fault : failing.subList(0, Math.min(MOST_PROBLEMS, failing.size()))) {
      boolean named = fault.message().startsWith("column '");
      String column = fault.column().isEmpty() || named ? "" : ", column '" + fault.column() + "'";
      problems.add(new Problem(rows.place().of(fault.row()) + column, fault.message()));
    }
    int more = failing.size() - problems.size();
    if (more > 0) {
      problems.add(new Problem("", "and " + more + " rows more right behind them"));
    }
    throw new InvalidInputException(failing.get(0).code(), "Cannot score the input", problems);
  }

  private static List<RejectedRow> rejected(DecodedRows rows, List<RowFault> faults) {
    List<RejectedRow> rejected = new ArrayList<>();
    DecodedRows.Place place = rows.place();
    int first = 0;
    while (first < faults.size()) {
      int end = first;
      List<String> reasons = new ArrayList<>();
      RowFault fault = faults.get(first);
      while (end < faults.size() && faults.get(end).row() == fault.row()) {
        RowFault next = faults.get(end++);
        boolean other = !next.column().equals(fault.column());
        reasons.add(
            other && !next.column().isEmpty()
                ? "column '" + next.column() + "' " + next.message()
                : next.message());
      }
      rejected.add(
          new RejectedRow(
              place.fileIndex(),
              place.file().toString(),
              place.firstRow() + fault.row(),
              place.lines().isEmpty() ? null : place.lines().get(fault.row()),
              fault.column(),
              fault.code(),
              String.join("; ", reasons)));
      first = end;
    }
    return rejected;
  }
}
