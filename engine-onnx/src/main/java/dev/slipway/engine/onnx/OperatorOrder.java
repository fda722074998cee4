package dev.slipway.engine.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts operators behind those whose results they take; else they stay in the model's order. */
final class OperatorOrder {

  private final List<TracedOperator> operators;
  private final List<Set<Integer>> followers = new ArrayList<>();
  private final int[] missing;

  private OperatorOrder(List<TracedOperator> operators) {
    this.operators = operators;
    this.missing = new int[operators.size()];
    Map<String, Integer> producers = new HashMap<>();
    for (int place = 0; place < operators.size(); place++) {
      followers.add(new LinkedHashSet<>());
      for (String result : operators.get(place).operator().results()) {
        producers.put(result, place);
      }
    }
    for (int place = 0; place < operators.size(); place++) {
      for (String taken : operators.get(place).taken()) {
        follow(producers.get(taken), place);
      }
    }
  }

  private void follow(@Nullable Integer producer, int place) {
    if (producer != null && followers.get(producer).add(place)) {
      missing[place]++;
    }
  }

  /** Returns the operators in order, without those that wait for themselves. */
  static List<TracedOperator> of(List<TracedOperator> operators) {
    return new OperatorOrder(operators).sorted();
  }

  private List<TracedOperator> sorted() {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int place = 0; place < missing.length; place++) {
      if (missing[place] == 0) {
        ready.add(place);
      }
    }
    List<TracedOperator> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int place = ready.remove();
      sorted.add(operators.get(place));
      for (int follower : followers.get(place)) {
        missing[follower]--;
        if (missing[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    return sorted;
  }
}
