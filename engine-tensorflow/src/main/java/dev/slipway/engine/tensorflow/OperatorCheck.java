package dev.slipway.engine.tensorflow;

import dev.slipway.engine.tensorflow.Operators.Known;
import dev.slipway.engine.tensorflow.Operators.Reach;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the operators of a model that do more than compute.
 *
 * <p>What runs is what the signature's outputs, the initialisation and the reading of variables
 * need: nodes by their inputs, and functions, all of their nodes, by every attribute that names
 * one, with those that the runtime may take for them. The rest of a file, as what wrote the
 * variables when the model was saved, never runs, with one exception: the runtime may run operators
 * without effect when it reads a graph, to find shapes. So those are looked for everywhere.
 */
final class OperatorCheck {

  /** What reads variables; its first input says where from. */
  private static final Set<String> RESTORE = Set.of("RestoreV2", "Restore", "RestoreSlice");

  private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");

  private final ModelGraph graph;
  private final Set<String> allowed;
  private final Set<String> problems = new LinkedHashSet<>();
  private final Set<Visit> visited = new LinkedHashSet<>();
  private final Deque<Visit> open = new ArrayDeque<>();
  private final Set<String> called = new LinkedHashSet<>();

  /** When something runs. */
  private enum Phase {
    READ,
    RESTORE,
    INIT,
    CALL
  }

  /**
   * A function, or the main graph, as it is walked.
   *
   * @param phase when it runs
   * @param function its name, empty for the main graph
   * @param places its tensors that hold where the model's own variables are
   */
  private record Scope(Phase phase, String function, Set<String> places) {}

  private record Visit(Scope scope, String node) {}

  /**
   * Creates the check.
   *
   * @param allowed operators that may run whatever they do
   */
  OperatorCheck(ModelGraph graph, Set<String> allowed) {
    this.graph = graph;
    this.allowed = allowed;
  }

  /** Returns what is wrong, each with its node; empty if nothing is. */
  List<String> problems(NamedTensors signature) {
    everywhere("", graph.nodes());
    graph.functions().forEach((name, function) -> everywhere(name, function.nodes()));
    Set<String> fed = new LinkedHashSet<>();
    signature.inputs().values().forEach(input -> fed.add(input.endpoint()));
    Scope calls = new Scope(Phase.CALL, "", Set.of());
    signature.outputs().values().forEach(output -> walk(calls, output.name(), fed));
    Scope init = new Scope(Phase.INIT, "", Set.of());
    graph.init().forEach(node -> walk(init, node, Set.of()));
    Set<String> place = Set.of(TensorSpec.endpoint(graph.place()));
    walk(new Scope(Phase.RESTORE, "", place), graph.restore(), place);
    return new ArrayList<>(problems);
  }

  /** Returns the operators that a call runs; after {@link #problems}. */
  Set<String> called() {
    return called;
  }

  private void everywhere(String function, Map<String, GraphNode> nodes) {
    Scope scope = new Scope(Phase.READ, function, Set.of());
    for (GraphNode node : nodes.values()) {
      Optional<Known> known = Operators.find(node.operator());
      if (known.isEmpty() && !graph.functions().containsKey(node.operator())) {
        problems.add(described(scope, node) + ", which TensorFlow does not have");
      } else if (known.isPresent() && known.get().runsWhenRead()) {
        refuse(scope, node, known.get().reach());
      }
    }
  }

  /**
   * Walks the main graph from a node or tensor up to what is fed, and every function on the way.
   */
  private void walk(Scope scope, String from, Collection<String> fed) {
    addInput(scope, from, fed);
    while (!open.isEmpty()) {
      Visit visit = open.remove();
      GraphNode node = nodes(visit.scope()).get(visit.node());
      if (node != null) {
        visit(visit.scope(), node);
        if (visit.scope().function().isEmpty()) {
          node.inputs().forEach(input -> addInput(scope, input, fed));
        }
      }
    }
  }

  private Map<String, GraphNode> nodes(Scope scope) {
    GraphFunction function = graph.functions().get(scope.function());
    return function == null ? graph.nodes() : function.nodes();
  }

  private void addInput(Scope scope, String input, Collection<String> fed) {
    if (input.startsWith("^") || !fed.contains(TensorSpec.endpoint(input))) {
      add(new Visit(scope, TensorSpec.node(input)));
    }
  }

  private void add(Visit visit) {
    if (visited.add(visit)) {
      open.add(visit);
    }
  }

  private void visit(Scope scope, GraphNode node) {
    if (scope.phase() == Phase.CALL) {
      called.add(node.operator());
    }
    GraphFunction own = graph.functions().get(node.operator());
    if (own != null) {
      enter(scope, own, handedOn(scope, node, own));
    } else {
      Reach reach = Operators.find(node.operator()).map(Known::reach).orElse(Reach.NONE);
      if (reach != Reach.NONE && !readsOwnVariables(scope, node)) {
        refuse(scope, node, reach);
      }
    }
    boolean plain = CALLS.contains(node.operator());
    for (String name : node.functions()) {
      GraphFunction function = graph.functions().get(name);
      if (function != null) {
        enter(scope, function, plain ? handedOn(scope, node, function) : Set.of());
      }
    }
  }

  /** Adds a function's nodes, and those of functions that stand for the same. */
  private void enter(Scope from, GraphFunction function, Set<String> places) {
    addNodes(from, function, places);
    if (!function.stands().isEmpty()) {
      for (GraphFunction other : graph.functions().values()) {
        if (other.stands().equals(function.stands())) {
          addNodes(from, other, Set.of());
        }
      }
    }
  }

  private void addNodes(Scope from, GraphFunction function, Set<String> places) {
    Scope scope = new Scope(from.phase(), function.name(), places);
    function.nodes().keySet().forEach(node -> add(new Visit(scope, node)));
  }

  /** Returns the arguments that get a tensor with the place of the variables. */
  private static Set<String> handedOn(Scope scope, GraphNode node, GraphFunction function) {
    Set<String> places = new LinkedHashSet<>();
    int most = Math.min(node.inputs().size(), function.arguments().size());
    for (int i = 0; i < most; i++) {
      if (scope.places().contains(TensorSpec.endpoint(node.inputs().get(i)))) {
        places.add(TensorSpec.endpoint(function.arguments().get(i)));
      }
    }
    return places;
  }

  private static boolean readsOwnVariables(Scope scope, GraphNode node) {
    return RESTORE.contains(node.operator())
        && !node.inputs().isEmpty()
        && scope.places().contains(TensorSpec.endpoint(node.inputs().get(0)));
  }

  private void refuse(Scope scope, GraphNode node, Reach reach) {
    if (!allowed.contains(node.operator())) {
      problems.add(described(scope, node) + ", which " + reach.words());
    }
  }

  private static String described(Scope scope, GraphNode node) {
    String where = scope.function().isEmpty() ? "" : " of function '" + scope.function() + "'";
    return "node '%s'%s is the operator %s".formatted(node.name(), where, node.operator());
  }
}
