package dev.slipway.core.internal.predict;

import dev.slipway.CallOptions;
import dev.slipway.Choices;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Prediction.Rejection;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place for one call at a time: an execution with all the memory around it. Not thread-safe. */
final class Lane {

  private final PredictPlan plan;
  private final Execution execution;
  private final Preprocessing.Run preprocessing;
  private final Packing.Run packing;
  private final Column[] whole;
  private final AnswerWriter[] writers;
  private final RejectedRows rejected = new RejectedRows();

  Lane(PredictPlan plan, Execution execution) {
    this.plan = plan;
    this.execution = execution;
    this.preprocessing = plan.preprocessing().newRun();
    this.packing = plan.packing().newRun();
    this.whole = new Column[plan.check().size()];
    this.writers =
        plan.answers().stream().map(answer -> answer.writers().get()).toArray(AnswerWriter[]::new);
  }

  Execution execution() {
    return execution;
  }

  /**
   * Answers a table.
   *
   * @param answers where the answers go; null to have columns made
   * @return the columns of the answers
   */
  List<ColumnBuffer> answer(
      Table input, @Nullable List<ColumnBuffer> answers, CallOptions options) {
    rejected.clear();
    plan.check().resolve(input, whole);
    int rows = input.rows();
    int chunk = plan.layout().chunk(rows, plan.packing().elementsPerRow());
    if (rows == 0) {
      return empty(answers);
    }
    List<ColumnBuffer> filled =
        chunk == rows ? run(whole, answers, options) : chunks(rows, chunk, answers, options);
    if (!rejected.isEmpty()) {
      for (Rejection rejection : rejected.list()) {
        filled.forEach(column -> column.setNull(rejection.row()));
      }
    }
    return filled;
  }

  boolean hasRejections() {
    return !rejected.isEmpty();
  }

  /** Returns the rows of the last table that got no answer. */
  List<Rejection> rejections() {
    return rejected.list();
  }

  private List<ColumnBuffer> chunks(
      int rows, int chunk, @Nullable List<ColumnBuffer> answers, CallOptions options) {
    List<ColumnBuffer> scratch = run(part(0, chunk), null, options);
    List<ColumnBuffer> filled = answers == null ? alike(scratch) : answers;
    filled.forEach(column -> column.reset(rows));
    put(scratch, filled, 0);
    for (int from = chunk; from < rows; from += chunk) {
      rejected.startAt(from);
      put(run(part(from, Math.min(chunk, rows - from)), null, options), filled, from);
    }
    return filled;
  }

  private Column[] part(int from, int count) {
    Column[] part = new Column[whole.length];
    for (int i = 0; i < part.length; i++) {
      part[i] = whole[i].slice(from, count);
    }
    return part;
  }

  private static void put(List<ColumnBuffer> some, List<ColumnBuffer> all, int firstRow) {
    for (int i = 0; i < some.size(); i++) {
      put(some.get(i), all.get(i), firstRow);
    }
  }

  private static void put(ColumnBuffer some, ColumnBuffer all, int firstRow) {
    if (!some.rowShape().equals(all.rowShape())) {
      throw new EngineException(
          ErrorCode.SIGNATURE_MISMATCH,
          "Cannot join answers: some rows have the shape "
              + some.rowShape()
              + ", others "
              + all.rowShape()
              + " (predict fewer rows in a call)",
          null);
    }
    all.setRows(firstRow, some);
  }

  private static List<ColumnBuffer> alike(List<ColumnBuffer> columns) {
    return columns.stream().map(Lane::alike).toList();
  }

  private static ColumnBuffer alike(ColumnBuffer column) {
    Choices choices = column.choices();
    return choices == null
        ? new ColumnBuffer(column.type(), column.rowShape())
        : new ColumnBuffer(choices);
  }

  private List<ColumnBuffer> run(
      Column[] columns, @Nullable List<ColumnBuffer> answers, CallOptions options) {
    int rows = columns[0].rows();
    int padded = plan.layout().padded(rows);
    boolean axis = plan.layout().rowAxis();
    System.arraycopy(columns, 0, preprocessing.inputs(), 0, columns.length);
    packing.pack(preprocessing.apply(rejected), rows, execution, rejected);
    plan.params().feed(options, execution);
    execution.run();
    List<ColumnBuffer> filled = answers == null ? new ArrayList<>(plan.answers().size()) : answers;
    for (int i = 0; i < plan.answers().size(); i++) {
      Answer answer = plan.answers().get(i);
      Tensor output = execution.output(answer.output());
      checkRows(answer, output, padded);
      if (answers == null) {
        filled.add(newColumn(answer, output.shape()));
      }
      filled.get(i).reset(rows);
      int width = axis ? output.size() / padded : output.size();
      writers[i].write(output, width, filled.get(i));
    }
    return filled;
  }

  private ColumnBuffer newColumn(Answer answer, Shape output) {
    if (answer.field().rowShape().isFixed()) {
      return answer.newColumn();
    }
    return answer.newColumn(plan.layout().rowAxis() ? output.row() : output);
  }

  private void checkRows(Answer answer, Tensor output, int rows) {
    Shape shape = output.shape();
    if (plan.layout().rowAxis() && (shape.rank() == 0 || shape.dimension(0) != rows)) {
      throw new EngineException(
          ErrorCode.SIGNATURE_MISMATCH,
          "Cannot read output '"
              + answer.field().name()
              + "': its shape is "
              + shape
              + " for "
              + rows
              + " rows, expected a row for each (state execution.batch: single in slipway.yaml)",
          null);
    }
  }

  private List<ColumnBuffer> empty(@Nullable List<ColumnBuffer> answers) {
    if (answers != null) {
      answers.forEach(column -> column.reset(0));
      return answers;
    }
    List<ColumnBuffer> made = new ArrayList<>();
    for (Answer answer : plan.answers()) {
      long[] dimensions = answer.field().rowShape().toArray();
      for (int i = 0; i < dimensions.length; i++) {
        dimensions[i] = Math.max(0, dimensions[i]);
      }
      made.add(answer.newColumn(Shape.of(dimensions)));
    }
    return made;
  }
}
