package dev.slipway.core.internal.predict;

import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.core.PackagedStep;
import dev.slipway.spi.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds steps that name a column which only a step after them makes. Not thread-safe. */
final class StepOrder {

  /** Settings whose texts are no names of columns that a step reads. */
  private static final Set<String> NO_COLUMNS = Set.of("into", "vocabulary", "values", "value");

  /**
   * A step that has problems.
   *
   * @param step as the package states it
   * @param unknown the texts in its settings that are no columns before it
   */
  private record Broken(PackagedStep step, Set<String> unknown) {}

  private final List<Broken> broken = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Takes the next step, with the columns that stand before it. */
  void add(PackagedStep packaged, Step step, boolean hasProblems, Set<String> before) {
    List<String> made = step.outputs().stream().map(Signature.Field::name).toList();
    for (Broken earlier : broken) {
      for (String name : made) {
        if (earlier.unknown.remove(name)) {
          report(earlier.step, name, packaged);
        }
      }
    }
    if (hasProblems) {
      Set<String> unknown = texts(packaged);
      unknown.removeAll(before);
      unknown.removeAll(made);
      broken.add(new Broken(packaged, unknown));
    }
  }

  private void report(PackagedStep step, String name, PackagedStep maker) {
    problems.add(
        new Problem(
            step.where() + " (" + step.type() + ")",
            "needs '"
                + name
                + "', which only "
                + maker.where()
                + " ("
                + maker.type()
                + ") after it makes (move that step before this one; two steps cannot need each"
                + " other)"));
  }

  private static Set<String> texts(PackagedStep step) {
    Set<String> texts = new LinkedHashSet<>();
    step.settings()
        .forEach(
            (key, value) -> {
              Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
              if (!NO_COLUMNS.contains(key)) {
                values.stream()
                    .filter(String.class::isInstance)
                    .forEach(t -> texts.add((String) t));
              }
            });
    return texts;
  }

  /** Returns what was found. */
  List<Problem> problems() {
    return problems;
  }
}
