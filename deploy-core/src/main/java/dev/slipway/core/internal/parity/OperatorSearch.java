package dev.slipway.core.internal.parity;

import dev.slipway.CallOptions;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.BlamedOperator;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.Operator;
import dev.slipway.spi.TracedModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the operator that makes a row's answer differ: runs the traced model on exactly what the
 * predictor gave the engine for the row alone and for the batch, and takes the first operator whose
 * results for that row differ. For one thread; holds traced models until it is closed.
 */
final class OperatorSearch implements AutoCloseable {

  private final EngineProvider engine;
  private final ModelArtefact artefact;
  private final CandidatePredictors predictors;
  private final Map<EngineOptions, Optional<TracedModel>> traced = new LinkedHashMap<>();

  OperatorSearch(EngineProvider engine, ModelArtefact artefact, CandidatePredictors predictors) {
    this.engine = engine;
    this.artefact = artefact;
    this.predictors = predictors;
  }

  /** A run of the model, and which of its rows is looked at. */
  private record Place(RunInputs inputs, int row) {}

  /**
   * A run of a traced model.
   *
   * @param model the model
   * @param place its inputs and the row that is looked at
   * @param whole whether all of a result is looked at instead, since there is but one row
   */
  private record Run(TracedModel model, Place place, boolean whole) {

    int rows() {
      return whole ? 1 : place.inputs.rows();
    }

    int row() {
      return whole ? 0 : place.row;
    }

    boolean hasRows(Tensor result) {
      Shape shape = result.shape();
      return whole || (shape.rank() > 0 && shape.dimension(0) == rows());
    }
  }

  /** Returns what makes the row of a mismatch differ. Never fails: then it says why. */
  BlamedOperator find(Candidate candidate, Mismatch mismatch) {
    try {
      int threads = mismatch.combination().threads();
      boolean repeated = mismatch.batch().rows() == 1;
      Place alone = place(candidate, candidate.referenceThreads(), mismatch.alone(), 0);
      Place batch = place(candidate, threads, mismatch.batch(), mismatch.position());
      Optional<TracedModel> first = model(candidate.referenceThreads());
      Optional<TracedModel> second = model(threads);
      if (first.isEmpty() || second.isEmpty()) {
        return unknown("the engine " + engine.id() + " does not show single operators");
      }
      return compare(new Run(first.get(), alone, repeated), new Run(second.get(), batch, repeated));
    } catch (SlipwayException failure) {
      return unknown(String.valueOf(failure.getMessage()));
    }
  }

  private static BlamedOperator unknown(String reason) {
    return new BlamedOperator(Optional.empty(), "no operator can be named: " + reason);
  }

  private Optional<TracedModel> model(int threads) {
    EngineOptions options = predictors.options(threads);
    Optional<TracedModel> known = traced.get(options);
    if (known == null) {
      known = engine.trace(artefact, options);
      traced.put(options, known);
    }
    return known;
  }

  /** Returns what the engine is given for a table, and where a row of the table is in it. */
  private Place place(Candidate candidate, int threads, Table table, int position) {
    try (Predictor predictor = predictors.open(candidate.rules(), threads)) {
      List<RunInputs> runs =
          predictors.models().record(() -> predictor.predict(table, CallOptions.defaults()));
      if (runs.size() == table.rows()) {
        return new Place(runs.get(position), 0);
      }
      int row = position;
      for (RunInputs run : runs) {
        if (row < run.rows()) {
          return new Place(run, row);
        }
        row -= run.rows();
      }
      return new Place(runs.get(0), 0);
    }
  }

  private static BlamedOperator compare(Run alone, Run batch) {
    Map<String, Integer> outputs = new HashMap<>();
    List<Signature.Field> fields = alone.model.signature().outputs();
    for (int i = 0; i < fields.size(); i++) {
      outputs.put(fields.get(i).name(), i);
    }
    try (Execution one = alone.model.newExecution();
        Execution other = batch.model.newExecution()) {
      alone.place.inputs.run(one);
      batch.place.inputs.run(other);
      for (Operator operator : alone.model.operators()) {
        for (String result : operator.results()) {
          Integer place = outputs.get(result);
          if (place != null && differ(one.output(place), alone, other.output(place), batch)) {
            return named(operator);
          }
        }
      }
    }
    return notReproduced(alone.model.operators());
  }

  private static BlamedOperator named(Operator operator) {
    return new BlamedOperator(
        Optional.of(operator), operator + " is the first operator whose result differs");
  }

  private static BlamedOperator notReproduced(List<Operator> operators) {
    List<String> types = operators.stream().map(Operator::type).distinct().sorted().toList();
    return unknown(
        "with every operator's result kept, which optimises less, nothing differed; the model has "
            + types);
  }

  /** Compares a row of one result with a row of another; results without that row are equal. */
  private static boolean differ(Tensor one, Run alone, Tensor other, Run batch) {
    if (!alone.hasRows(one) || !batch.hasRows(other)) {
      return false;
    }
    int width = one.size() / alone.rows();
    if (width != other.size() / batch.rows() || one.type() != other.type()) {
      return true;
    }
    for (int k = 0; k < width; k++) {
      if (!equal(one, alone.row() * width + k, other, batch.row() * width + k)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(Tensor one, int at, Tensor other, int place) {
    if (one.type().isVariableLength()) {
      return one.stringAt(at).equals(other.stringAt(place));
    }
    return one.type().isFloating()
        ? Double.doubleToLongBits(one.doubleAt(at))
            == Double.doubleToLongBits(other.doubleAt(place))
        : one.longAt(at) == other.longAt(place);
  }

  @Override
  public void close() {
    traced.values().forEach(model -> model.ifPresent(TracedModel::close));
  }
}
