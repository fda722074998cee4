package dev.slipway.core.internal.predict;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.ModelVersion;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.PackagedStep;
import dev.slipway.core.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fits a package's signature, steps and outputs to the tensors of its loaded model. */
final class PlanMaker {

  private final ModelPackage source;
  private final ModelVersion version;
  private final Signature graph;
  private final Steps steps;
  private final List<Problem> problems = new ArrayList<>();

  PlanMaker(ModelPackage source, ModelVersion version, Signature graph, Steps steps) {
    this.source = source;
    this.version = version;
    this.graph = graph;
    this.steps = steps;
  }

  /**
   * Returns the plan.
   *
   * @throws InvalidPackageException with everything that does not fit together
   */
  PredictPlan make() {
    Signature declared =
        source.signature().orElseGet(() -> new Signature(List.of(), List.of(), List.of()));
    String task = "Cannot predict with " + version;
    ParamInputs params = new ParamInputs(task, declared.params(), graph.inputs());
    List<Packing.Target> targets = targets(params);
    List<Signature.Field> rowInputs = targets.stream().map(Packing.Target::tensor).toList();
    RowLayout layout = RowLayout.of(graph, rowInputs, source.execution());
    List<Signature.Field> inputs = inputs(declared, rowInputs, layout);
    Preprocessing preprocessing = preprocessing(inputs);
    Packing packing = new PackingPlan(preprocessing.features(), layout, problems).make(targets);
    List<Answer> answers = answers(declared, layout);
    throwIfAny();
    Signature signature =
        new Signature(inputs, answers.stream().map(Answer::field).toList(), declared.params());
    return new PredictPlan(
        signature, new InputCheck(task, inputs), preprocessing, packing, params, answers, layout);
  }

  private List<Packing.Target> targets(ParamInputs params) {
    List<Packing.Target> targets = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      if (!params.feeds(i)) {
        targets.add(new Packing.Target(i, graph.inputs().get(i), List.of()));
      }
    }
    if (targets.isEmpty()) {
      problems.add(new Problem("model", "has no inputs, expected at least one that takes rows"));
      throwIfAny();
    }
    return targets;
  }

  /** Returns what callers send: what the package declares, else the model's own tensors. */
  private List<Signature.Field> inputs(
      Signature declared, List<Signature.Field> rowInputs, RowLayout layout) {
    if (declared.inputs().isEmpty()) {
      return rowInputs.stream().map(tensor -> asRows(tensor, layout)).toList();
    }
    if (declared.inputs().size() == 1 && declared.inputs().get(0).name().isEmpty()) {
      return List.of(declared.inputs().get(0).named(rowInputs.get(0).name()));
    }
    return declared.inputs();
  }

  private static Signature.Field asRows(Signature.Field tensor, RowLayout layout) {
    Shape rows = layout.rowShape(tensor).ofRows(Shape.FREE);
    return Signature.Field.tensor(tensor.name(), tensor.type(), rows);
  }

  private Preprocessing preprocessing(List<Signature.Field> inputs) {
    StepChain chain = new StepChain(steps, inputs, problems);
    for (PackagedStep step : source.steps()) {
      chain.add(step);
    }
    chain.checkOrder();
    List<String> named = source.features();
    List<String> features =
        chain.features(named.isEmpty() ? Optional.empty() : Optional.of(named), inputs);
    // What a step was to make is missing from here on; more would only repeat that.
    throwIfAny();
    return new Preprocessing(inputs, chain.steps(), features);
  }

  private List<Answer> answers(Signature declared, RowLayout layout) {
    checkVariant(declared.outputs());
    AnswerPlan plan = new AnswerPlan(graph.outputs(), source.labels(), layout, problems);
    return source.outputs().isEmpty()
        ? plan.plain(declared.outputs())
        : plan.defined(source.outputs());
  }

  /** A variant answers what the package's signature says, under the same names. */
  private void checkVariant(List<Signature.Field> declared) {
    boolean own = source.variant().equals(source.variants().get(0));
    boolean named = declared.stream().noneMatch(field -> field.name().isEmpty());
    List<String> expected = declared.stream().map(Signature.Field::name).toList();
    if (!own && named && !expected.isEmpty() && !graph.outputNames().equals(expected)) {
      problems.add(
          new Problem(
              "variant '" + source.variant() + "'",
              "answers "
                  + graph.outputNames()
                  + ", expected "
                  + expected
                  + " as the signature says"));
    }
  }

  private void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidPackageException(
          ErrorCode.SIGNATURE_MISMATCH, "Cannot open " + version, problems);
    }
  }
}
