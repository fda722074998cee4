package dev.slipway.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How one column of the answer is made from an output of the model.
 *
 * @param name the column in the answer
 * @param from the model's output; empty for the model's only one
 * @param pick the element that is taken from the last axis of each row; empty for all of them
 * @param threshold the value from which on the answer is true; empty for none
 * @param argmax whether the answer is the index of the greatest element, the first of equals
 * @param labels texts in place of false and true, or of indexes; empty for none
 */
public record OutputDefinition(
    String name,
    Optional<String> from,
    OptionalInt pick,
    OptionalDouble threshold,
    boolean argmax,
    List<String> labels) {

  /** Checks that the parts go together. */
  public OutputDefinition {
    Objects.requireNonNull(name, "name");
    labels = List.copyOf(labels);
    if (argmax && (pick.isPresent() || threshold.isPresent())) {
      throw new IllegalArgumentException("argmax stands with neither pick nor threshold");
    }
    if (!labels.isEmpty() && !argmax && threshold.isEmpty()) {
      throw new IllegalArgumentException("labels need threshold or argmax");
    }
    if (threshold.isPresent() && !labels.isEmpty() && labels.size() != 2) {
      throw new IllegalArgumentException(
          "threshold needs two labels, one for below and one for at or above, but has "
              + labels.size());
    }
  }
}
