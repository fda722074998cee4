package dev.slipway.core.internal.parity;

import dev.slipway.ErrorCode;
import dev.slipway.OverloadedException;
import dev.slipway.Predictor;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Tries one candidate: all rows alone, then in all combinations. Not thread-safe. */
final class Trial {

  private final CandidatePredictors predictors;
  private final Candidate candidate;
  private final Sample sample;
  private final DifferenceTally total;
  private final ExecutorService callers;
  private final List<List<Table>> references = new ArrayList<>();
  private int combinations;
  private @Nullable Mismatch first;

  Trial(
      CandidatePredictors predictors,
      Candidate candidate,
      Sample sample,
      DifferenceTally total,
      ExecutorService callers) {
    this.predictors = predictors;
    this.candidate = candidate;
    this.sample = sample;
    this.total = total;
    this.callers = callers;
  }

  /** Opens the model as often as there are thread counts, and predicts all rows in all ways. */
  TrialResult run() {
    Optional<SlipwayException> failure = Optional.empty();
    try {
      for (int threads : candidate.threads()) {
        try (Predictor predictor = predictors.open(candidate.rules(), threads)) {
          predictAlone(predictor);
          predictTogether(predictor, threads);
        }
      }
    } catch (OverloadedException capacity) {
      throw capacity; // says nothing about the candidate
    } catch (SlipwayException cannotRun) {
      failure = Optional.of(cannotRun);
    }
    return new TrialResult(candidate, total, combinations, Optional.ofNullable(first), failure);
  }

  /** Answers every row alone, which is what all else is compared with. */
  private void predictAlone(Predictor predictor) {
    if (!references.isEmpty()) {
      return;
    }
    for (Table group : sample.groups()) {
      List<Table> answers = new ArrayList<>();
      for (int row = 0; row < group.rows(); row++) {
        answers.add(predictor.predict(group.slice(row, 1)));
      }
      references.add(answers);
    }
  }

  private void predictTogether(Predictor predictor, int threads) {
    for (int i = 0; i < references.size(); i++) {
      Table group = sample.groups().get(i);
      List<Combination> ways = Combination.of(group.rows(), threads);
      for (Combination way : ways) {
        int[] order = way.order().of(group.rows());
        Table ordered = RowSelection.of(group, order);
        List<Pass> passes = new ArrayList<>();
        for (int caller = 0; caller < way.callers(); caller++) {
          passes.add(new Pass(predictor, way, references.get(i), total.newPass()));
        }
        run(passes, ordered, order);
      }
      combinations += i == 0 ? ways.size() : 0;
    }
  }

  private void run(List<Pass> passes, Table ordered, int[] order) {
    if (passes.size() == 1) {
      take(passes.get(0).run(ordered, order));
      return;
    }
    List<Future<Pass>> running =
        passes.stream().map(pass -> callers.submit(() -> pass.run(ordered, order))).toList();
    for (Future<Pass> one : running) {
      take(result(one));
    }
  }

  private static Pass result(Future<Pass> running) {
    try {
      return running.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SlipwayException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OverloadedException(
          ErrorCode.CANCELLED, "Cannot measure on: interrupted", interrupted);
    }
  }

  private void take(Pass pass) {
    total.merge(pass.tally());
    if (first == null) {
      first = pass.first().orElse(null);
    }
  }
}
