package dev.slipway.core.internal.parity;

import dev.slipway.core.PackagedStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What preprocessing steps tell about the values of a column: the words of a vocabulary, and where
 * its numbers lie.
 *
 * @param vocabulary texts or longs; empty if no step has one for the column
 * @param centre of the numbers, if a step tells
 * @param scale how far numbers usually are from the centre, if a step tells
 */
record StepHints(List<Object> vocabulary, OptionalDouble centre, OptionalDouble scale) {

  /** Returns what the steps tell about one column of the signature; the first that tells counts. */
  static StepHints of(String column, List<PackagedStep> steps) {
    StepHints hints = new StepHints(List.of(), OptionalDouble.empty(), OptionalDouble.empty());
    for (PackagedStep step : steps) {
      int place = names(step).indexOf(column);
      if (place >= 0) {
        hints = hints.or(told(step, place));
      }
    }
    return hints;
  }

  private static List<Object> names(PackagedStep step) {
    List<Object> names = new ArrayList<>(list(step.settings().get("column")));
    names.addAll(list(step.settings().get("columns")));
    return names;
  }

  private static StepHints told(PackagedStep step, int place) {
    List<Object> vocabulary = list(step.settings().get("vocabulary"));
    OptionalDouble mean = number(step, "mean", place);
    if (mean.isPresent()) {
      return new StepHints(vocabulary, mean, number(step, "scale", place));
    }
    List<Object> boundaries = list(step.settings().get("boundaries"));
    int last = boundaries.size() - 1;
    return last >= 0
        ? between(vocabulary, number(boundaries.get(0)), number(boundaries.get(last)))
        : between(vocabulary, number(step, "min", place), number(step, "max", place));
  }

  private static StepHints between(List<Object> words, OptionalDouble min, OptionalDouble max) {
    if (min.isEmpty() || max.isEmpty()) {
      OptionalDouble known = min.isPresent() ? min : max;
      return new StepHints(words, known, OptionalDouble.empty());
    }
    double half = (max.getAsDouble() - min.getAsDouble()) / 2;
    return new StepHints(
        words, OptionalDouble.of(min.getAsDouble() + half), OptionalDouble.of(half));
  }

  private StepHints or(StepHints next) {
    return new StepHints(
        vocabulary.isEmpty() ? next.vocabulary : vocabulary,
        centre.isPresent() ? centre : next.centre,
        scale.isPresent() ? scale : next.scale);
  }

  private static OptionalDouble number(PackagedStep step, String key, int place) {
    List<Object> values = list(step.settings().get(key));
    return values.isEmpty()
        ? OptionalDouble.empty()
        : number(values.get(Math.min(place, values.size() - 1)));
  }

  private static OptionalDouble number(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  private static List<Object> list(@Nullable Object value) {
    if (value instanceof Collection<?> many) {
      return new ArrayList<>(many);
    }
    return value == null ? List.of() : List.of(value);
  }
}
