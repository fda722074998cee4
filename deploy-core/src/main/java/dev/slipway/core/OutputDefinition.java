package dev.slipway.core;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How one column of the answer is made from an output of the model; docs/package-format.md, section
 * 2.1, says which parts go together. The parts apply in the order in which they stand here.
 *
 * @param name the column in the answer
 * @param from the model's output; empty for the model's only one
 * @param activation what turns scores into probabilities; empty for nothing
 * @param pick the element that is taken from each row; empty for all of them
 * @param threshold the value from which on the answer is true; empty for none
 * @param argmax whether the answer is the index of the greatest element, the first of equals
 * @param round the digits after the decimal point that are kept; empty for all
 * @param labels texts in place of false and true, or of indexes; empty for none
 */
public record OutputDefinition(
    String name,
    Optional<String> from,
    Optional<Activation> activation,
    OptionalInt pick,
    OptionalDouble threshold,
    boolean argmax,
    OptionalInt round,
    List<String> labels) {

  /** The most digits after the decimal point that an answer can be rounded to. */
  public static final int MOST_DIGITS = 15;

  /** A function that turns a model's scores into probabilities. */
  public enum Activation {
    /** Shares of 1 over the last axis of each row. */
    SOFTMAX,
    /** The logistic function of each element. */
    SIGMOID;

    /** Returns the word for it in a package. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that the parts go together. */
  public OutputDefinition {
    Objects.requireNonNull(name, "name");
    labels = List.copyOf(labels);
    if (argmax && (activation.isPresent() || pick.isPresent() || threshold.isPresent())) {
      throw new IllegalArgumentException("argmax stands without activation, pick and threshold");
    }
    if (round.isPresent() && (argmax || threshold.isPresent())) {
      throw new IllegalArgumentException("round stands without threshold and argmax");
    }
    if (round.isPresent() && (round.getAsInt() < 0 || round.getAsInt() > MOST_DIGITS)) {
      throw new IllegalArgumentException(
          "round must be from 0 to " + MOST_DIGITS + ", but is " + round.getAsInt());
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
