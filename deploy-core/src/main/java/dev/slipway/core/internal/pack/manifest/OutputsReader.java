package dev.slipway.core.internal.pack.manifest;

import dev.slipway.core.OutputDefinition;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code outputs}. */
final class OutputsReader {

  private final Set<String> names = new HashSet<>();

  List<OutputDefinition> read(KeyReader keys) {
    List<OutputDefinition> outputs = new ArrayList<>();
    for (KeyReader output : keys.mappings("outputs").orElse(List.of())) {
      one(output).ifPresent(outputs::add);
      output.finish();
    }
    return outputs;
  }

  private Optional<OutputDefinition> one(KeyReader output) {
    output.missing("name", "the name of a column in the answer");
    String name = output.text("name").orElse("");
    if (!name.isEmpty() && !names.add(name)) {
      output.problem("name", "is '" + name + "' a second time, expected distinct names");
    }
    Optional<String> from = output.text("from");
    Optional<Integer> pick = output.integer("pick", 0);
    Optional<Double> threshold = output.number("threshold");
    boolean argmax = argmax(output);
    List<String> labels = labels(output, argmax);
    boolean labelled = argmax || threshold.isPresent();
    if (argmax && (pick.isPresent() || threshold.isPresent())) {
      output.problem("argmax", "stands beside pick or threshold, expected one or the other");
      return Optional.empty();
    }
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OutputDefinition(
                name,
                from,
                optional(pick),
                optionalDouble(threshold),
                argmax,
                labelled ? labels : List.of()));
  }

  private static boolean argmax(KeyReader output) {
    Optional<Boolean> argmax = output.flag("argmax");
    if (argmax.isPresent() && !argmax.get()) {
      output.problem("argmax", "is false, expected true (leave it out)");
    }
    return argmax.orElse(false);
  }

  private static List<String> labels(KeyReader output, boolean argmax) {
    List<String> labels = output.texts("labels").orElse(List.of());
    boolean threshold = output.has("threshold");
    if (output.has("labels") && !argmax && !threshold) {
      output.problem("labels", "stands without threshold or argmax, expected one of them");
    } else if (threshold && output.has("labels") && labels.size() != 2) {
      output.problem(
          "labels",
          "has " + labels.size() + " texts, expected two: for below, and for at or above");
    } else {
      return labels;
    }
    return List.of();
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
  }

  private static OptionalDouble optionalDouble(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }
}
