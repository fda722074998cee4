package dev.slipway.engine.tflite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for graphs before native code runs them. */
final class GraphCheck {

  private final List<Graph> graphs;
  private final Set<Integer> done = new HashSet<>();
  private final List<Integer> open = new ArrayList<>();

  private GraphCheck(List<Graph> graphs) {
    this.graphs = graphs;
  }

  static void check(List<Graph> graphs) throws MalformedModelException {
    for (Graph graph : graphs) {
      checkPlaces(graph);
    }
    GraphCheck check = new GraphCheck(graphs);
    for (int place = 0; place < graphs.size(); place++) {
      check.checkCalls(place);
    }
  }

  private static void checkPlaces(Graph graph) throws MalformedModelException {
    Set<Integer> written = new HashSet<>(graph.inputs());
    for (int place : graph.inputs()) {
      GraphReader.element(graph.tensors(), place, "tensor");
    }
    for (int place : graph.outputs()) {
      GraphReader.element(graph.tensors(), place, "tensor");
    }
    for (GraphNode node : graph.nodes()) {
      for (int place : node.inputs()) {
        checkTaken(graph, node, place, written);
      }
      NodeCheck.check(graph, node);
      for (int place : node.outputs()) {
        checkGiven(graph, node, place, written);
      }
    }
  }

  private static void checkTaken(Graph graph, GraphNode node, int place, Set<Integer> written)
      throws MalformedModelException {
    if (place == -1) {
      return;
    }
    GraphTensor tensor = GraphReader.element(graph.tensors(), place, "tensor");
    boolean filled = tensor.constant() || tensor.variable() || tensor.dimensions().contains(0);
    if (!filled && !written.contains(place)) {
      throw new MalformedModelException(
          "%s takes tensor '%s', which nothing before it gives"
              .formatted(graph.place(node), tensor.name()));
    }
  }

  private static void checkGiven(Graph graph, GraphNode node, int place, Set<Integer> written)
      throws MalformedModelException {
    GraphTensor tensor = GraphReader.element(graph.tensors(), place, "tensor");
    if (tensor.constant() || !written.add(place)) {
      throw new MalformedModelException(
          "%s gives tensor '%s', which has its values already"
              .formatted(graph.place(node), tensor.name()));
    }
  }

  /** Checks that no graph runs itself: native code would go down until its stack is full. */
  private void checkCalls(int place) throws MalformedModelException {
    if (done.contains(place)) {
      return;
    }
    if (open.contains(place)) {
      throw new MalformedModelException("graph %d runs itself".formatted(place));
    }
    open.add(place);
    for (GraphNode node : GraphReader.element(graphs, place, "graph").nodes()) {
      for (int called : node.graphs()) {
        checkCalls(called);
      }
    }
    open.remove(open.size() - 1);
    done.add(place);
  }
}
