package dev.slipway.core.internal.predict;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Model;
import dev.slipway.Prediction;
import dev.slipway.Prediction.Rejection;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.UnsupportedModelException;
import dev.slipway.spi.LoadedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The predictor of every strategy: leases a lane and answers in it. */
public final class LoadedPredictor implements Predictor {

  private final Model model;
  private final PredictPlan plan;
  private final LoadedModel loaded;
  private final LanePool pool;
  private final Watchdog watchdog = new Watchdog();
  private final Duration closeTimeout;
  private final String task;
  private final List<String> answerNames;
  private final AtomicBoolean closed = new AtomicBoolean();

  LoadedPredictor(
      Model model, PredictPlan plan, LoadedModel loaded, int executions, Duration closeTimeout) {
    this.model = model;
    this.plan = plan;
    this.loaded = loaded;
    this.closeTimeout = closeTimeout;
    this.task = "Cannot predict with " + model.version();
    this.answerNames = plan.signature().outputNames();
    this.pool = new LanePool(task, executions, () -> new Lane(plan, loaded.newExecution()));
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Prediction predict(Table input, CallOptions options) {
    Answered answered = answer(input, null, options);
    return new Prediction(
        Table.of(answerNames, answered.columns), model.version(), answered.rejections);
  }

  @Override
  public List<Rejection> predictInto(Table input, List<ColumnBuffer> answers, CallOptions options) {
    checkAnswers(answers);
    return answer(input, answers, options).rejections;
  }

  private record Answered(List<ColumnBuffer> columns, List<Rejection> rejections) {}

  private Answered answer(Table input, @Nullable List<ColumnBuffer> answers, CallOptions options) {
    plan.params().check(options);
    Deadline deadline = Deadline.of(options);
    Lane lane = pool.acquire(deadline);
    try {
      List<ColumnBuffer> filled =
          deadline.isSet() || options.cancellation().isPresent()
              ? watched(lane, input, answers, options, deadline)
              : lane.answer(input, answers, options);
      List<Rejection> rejections = lane.hasRejections() ? lane.rejections() : List.of();
      return new Answered(filled, rejections);
    } finally {
      pool.release(lane);
    }
  }

  private List<ColumnBuffer> watched(
      Lane lane,
      Table input,
      @Nullable List<ColumnBuffer> answers,
      CallOptions options,
      Deadline deadline) {
    Watchdog.Watch watch = watchdog.watch(lane.execution(), deadline, options.cancellation());
    try {
      return lane.answer(input, answers, options);
    } catch (EngineException failure) {
      if (watch.end() && failure.code() == ErrorCode.CANCELLED) {
        throw deadline.exceeded(task, "the model ran");
      }
      throw failure;
    } finally {
      watch.end();
    }
  }

  private void checkAnswers(List<ColumnBuffer> answers) {
    if (answers.size() != plan.answers().size()) {
      throw new IllegalArgumentException(
          task + ": " + answers.size() + " answer columns were given, expected " + answerNames);
    }
    for (int i = 0; i < answers.size(); i++) {
      Answer expected = plan.answers().get(i);
      ColumnBuffer given = answers.get(i);
      if (given.type() != expected.field().type()
          || !expected.field().rowShape().accepts(given.rowShape())) {
        throw new IllegalArgumentException(
            task
                + ": answer column "
                + i
                + " is "
                + given.type()
                + given.rowShape()
                + ", expected "
                + expected.field());
      }
    }
  }

  @Override
  public List<ColumnBuffer> newAnswers() {
    List<ColumnBuffer> columns = new ArrayList<>();
    for (Answer answer : plan.answers()) {
      if (!answer.field().rowShape().isFixed()) {
        throw new UnsupportedModelException(
            ErrorCode.UNSUPPORTED_MODEL,
            task
                + " into columns: the row shape of output "
                + answer.field()
                + " is known only after a call (use predict)",
            null);
      }
      columns.add(answer.newColumn());
    }
    return columns;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.close(closeTimeout);
      watchdog.close();
      loaded.close();
    }
  }
}
