package dev.slipway.engine.onnx;

import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of a model's main graph can be looked at. */
final class TracedGraph {

  private static final String OPTIONAL = "Optional";

  /** Operators that take optional values and give others. */
  private static final Set<String> OPENING = Set.of("OptionalGetElement", "OptionalHasElement");

  private final List<Operator> operators = new ArrayList<>();
  private final Set<String> results = new LinkedHashSet<>();
  private final Set<String> optional = new LinkedHashSet<>();

  private TracedGraph(List<TracedOperator> sorted) {
    for (TracedOperator traced : sorted) {
      Operator operator = traced.operator();
      operators.add(operator);
      results.addAll(operator.results());
      if (mayGiveOptional(traced)) {
        optional.addAll(operator.results());
      }
    }
  }

  static TracedGraph read(ModelArtefact artefact) {
    try {
      return new TracedGraph(OperatorOrder.of(TracedOperator.read(artefact.content().slice())));
    } catch (MalformedModelException e) {
      throw LoadFailure.damaged(artefact.path(), e);
    }
  }

  private boolean mayGiveOptional(TracedOperator traced) {
    return traced.types().contains(OPTIONAL)
        || (!Collections.disjoint(traced.taken(), optional)
            && !OPENING.contains(traced.operator().type()));
  }

  /** Returns the names of all that operators compute. */
  Set<String> results() {
    return results;
  }

  /** Returns those that may be outputs: the runtime's interface fails at optional ones. */
  Set<String> exposable() {
    Set<String> exposable = new LinkedHashSet<>(results);
    exposable.removeAll(optional);
    return exposable;
  }

  /** Returns the operators, each after those whose results it takes, with these results only. */
  List<Operator> operators(List<String> outputs) {
    Set<String> known = Set.copyOf(outputs);
    List<Operator> kept = new ArrayList<>();
    for (Operator operator : operators) {
      List<String> given = operator.results().stream().filter(known::contains).toList();
      kept.add(new Operator(operator.type(), operator.name(), given));
    }
    return List.copyOf(kept);
  }
}
