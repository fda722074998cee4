package dev.slipway.core.internal.pack.manifest;

import dev.slipway.core.OutputDefinition;
import dev.slipway.core.OutputDefinition.Activation;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

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
    Optional<String> name = name(output);
    Optional<String> from = output.text("from");
    Optional<Activation> activation = activation(output);
    Optional<Integer> pick = output.integer("pick", 0);
    Optional<Double> threshold = threshold(output);
    boolean argmax = argmax(output);
    Optional<Integer> round = output.integer("round", 0, OutputDefinition.MOST_DIGITS);
    List<String> labels = output.texts("labels").orElse(List.of());
    boolean argmaxAlone = standsAlone(output, "argmax", "activation", "pick", "threshold");
    boolean roundAlone = standsAlone(output, "round", "threshold", "argmax");
    boolean labelled = checkLabels(output, labels);
    return name.isEmpty() || !argmaxAlone || !roundAlone || !labelled
        ? Optional.empty()
        : Optional.of(
            new OutputDefinition(
                name.get(),
                from,
                activation,
                optional(pick),
                threshold.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                argmax,
                optional(round),
                argmax || threshold.isPresent() ? labels : List.of()));
  }

  private Optional<String> name(KeyReader output) {
    output.missing("name", "the name of a column in the answer");
    Optional<String> name = output.text("name");
    if (name.isPresent() && name.get().isEmpty()) {
      output.problem("name", "is empty, expected the name of a column in the answer");
      return Optional.empty();
    }
    if (name.isPresent() && !names.add(name.get())) {
      output.problem("name", "is '" + name.get() + "' a second time, expected distinct names");
    }
    return name;
  }

  private static Optional<Activation> activation(KeyReader output) {
    Optional<String> word = output.text("activation");
    Optional<Activation> known =
        word.flatMap(
            text ->
                Arrays.stream(Activation.values())
                    .filter(activation -> activation.toString().equals(text))
                    .findFirst());
    if (word.isPresent() && known.isEmpty()) {
      output.problem("activation", "is '" + word.get() + "', expected softmax or sigmoid");
    }
    return known;
  }

  private static Optional<Double> threshold(KeyReader output) {
    Optional<Double> threshold = output.number("threshold");
    if (threshold.isPresent() && threshold.get().isInfinite()) {
      output.problem("threshold", "is " + threshold.get() + ", expected a finite number");
      return Optional.empty();
    }
    return threshold;
  }

  private static boolean argmax(KeyReader output) {
    Optional<Boolean> argmax = output.flag("argmax");
    if (argmax.isPresent() && !argmax.get()) {
      output.problem("argmax", "is false, expected true (leave it out)");
    }
    return argmax.orElse(false);
  }

  private static boolean standsAlone(KeyReader output, String key, String... others) {
    String beside = Arrays.stream(others).filter(output::has).collect(Collectors.joining(" and "));
    if (output.has(key) && !beside.isEmpty()) {
      output.problem(key, "stands beside " + beside + ", expected one or the other");
      return false;
    }
    return true;
  }

  private static boolean checkLabels(KeyReader output, List<String> labels) {
    if (!output.has("labels")) {
      return true;
    }
    if (!output.has("argmax") && !output.has("threshold")) {
      output.problem("labels", "stands without threshold or argmax, expected one of them");
      return false;
    }
    if (output.has("threshold") && !labels.isEmpty() && labels.size() != 2) {
      output.problem(
          "labels",
          "has " + labels.size() + " texts, expected two: for below, and for at or above");
      return false;
    }
    return true;
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
