package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.spi.NearestWord;
import dev.slipway.spi.StepDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the settings of several steps have in common, read with every problem reported. Not
 * thread-safe.
 */
final class StepSettings {

  private final StepDefinition definition;
  private final Map<String, Signature.Field> before;

  StepSettings(StepDefinition definition, Map<String, Signature.Field> before) {
    this.definition = definition;
    this.before = before;
  }

  StepDefinition definition() {
    return definition;
  }

  /** Returns whether nothing is wrong so far. */
  boolean sound() {
    return definition.problems().isEmpty();
  }

  /** Returns the names in {@code column} or {@code columns}, after checking that they fit. */
  List<String> columns(Accepted accepted) {
    boolean one = definition.has("column");
    boolean several = definition.has("columns");
    if (one == several) {
      definition.problem(
          "", one ? "sets both column and columns, expected one of them" : "column is required");
      return List.of();
    }
    String key = one ? "column" : "columns";
    int problems = definition.problems().size();
    List<String> names = definition.texts(key);
    if (definition.problems().size() > problems) {
      return List.of();
    }
    if (names.isEmpty() || (one && names.size() > 1)) {
      String expected = one ? "one column" : "at least one column";
      definition.problem(key, "is " + names + ", expected " + expected);
    }
    checkDistinct(key, names);
    names.forEach(name -> checkColumn(key, name, accepted));
    return names;
  }

  /** Returns the name of the column that a setting gives, after checking that it fits. */
  String column(String key, Accepted accepted) {
    int problems = definition.problems().size();
    String name = definition.text(key);
    if (definition.problems().size() == problems) {
      checkColumn(key, name, accepted);
    }
    return name;
  }

  private void checkColumn(String key, String name, Accepted accepted) {
    Signature.Field field = before.get(name);
    if (field == null) {
      String nearest =
          NearestWord.of(name, before.keySet())
              .map(known -> " (the nearest is '" + known + "')")
              .orElse(", there is none");
      definition.problem(key, "'" + name + "' is not a column before this step" + nearest);
    } else if (!accepted.includes(field.type())) {
      definition.problem(
          key, "column '" + name + "' is " + field.type() + ", expected " + accepted);
    } else if (field.rowShape().rank() > 0) {
      String shape = field.rowShape().toString();
      definition.problem(
          key, "column '" + name + "' has rows of shape " + shape + ", expected one value a row");
    }
  }

  /** Returns a column that stands before this step. */
  Optional<Signature.Field> field(String name) {
    return Optional.ofNullable(before.get(name));
  }

  /** Returns the names in {@code into}, by default these. */
  List<String> into(List<String> defaults) {
    if (!definition.has("into")) {
      return defaults;
    }
    List<String> names = definition.texts("into");
    if (names.size() != defaults.size()) {
      definition.problem(
          "into", "has " + names.size() + " names, expected one for each of " + defaults);
      return defaults;
    }
    checkDistinct("into", names);
    return names;
  }

  private void checkDistinct(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    Set<Object> twice = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value) && twice.add(value)) {
        definition.problem(key, "has '" + value + "' twice, expected it once");
      }
    }
  }

  /** Returns the values of a setting that must not repeat. */
  List<Object> distinct(String key) {
    List<Object> values = definition.values(key);
    if (values.isEmpty() && definition.has(key)) {
      definition.problem(key, "is empty, expected at least one value");
    }
    checkDistinct(key, values);
    return values;
  }

  /** Returns a number for each of several columns; one number stands for all. */
  double[] perColumn(String key, int columns, NumberRule rule) {
    int problems = definition.problems().size();
    double[] numbers = numbers(key, rule);
    if (numbers.length == 1) {
      double[] all = new double[columns];
      Arrays.fill(all, numbers[0]);
      return all;
    }
    boolean counted = columns > 0 && definition.problems().size() == problems;
    if (counted && numbers.length != columns) {
      definition.problem(
          key, "has " + numbers.length + " numbers, expected one or one for each of " + columns);
    }
    return Arrays.copyOf(numbers, columns);
  }

  /** Checks the settings {@code min} and {@code max} against each other. */
  void checkAscending(double[] min, double[] max) {
    for (int i = 0; i < min.length; i++) {
      if (min[i] > max[i]) {
        definition.problem(
            "min", "is " + min[i] + ", greater than max " + max[i] + ", expected at most that");
      }
    }
  }

  /** Returns the numbers of a list after checking each. */
  double[] numbers(String key, NumberRule rule) {
    double[] numbers = definition.numbers(key).stream().mapToDouble(Double::doubleValue).toArray();
    for (double number : numbers) {
      if (!rule.accepts(number)) {
        definition.problem(key, "has " + number + ", expected " + rule);
      }
    }
    return numbers;
  }

  /** Returns a whole number within bounds, or the default where it is not set. */
  long whole(String key, OptionalLong defaultValue, long least, long most) {
    if (!definition.has(key) && defaultValue.isPresent()) {
      return defaultValue.getAsLong();
    }
    List<Object> values = definition.values(key);
    if (values.isEmpty() && !definition.has(key)) {
      return least;
    }
    boolean fits =
        values.size() == 1
            && values.get(0) instanceof Long number
            && number >= least
            && number <= most;
    if (!fits) {
      Object shown = values.size() == 1 ? values.get(0) : values;
      definition.problem(
          key, "is " + shown + ", expected a whole number from " + least + " to " + most);
      return least;
    }
    return (Long) values.get(0);
  }

  /** Returns one of several choices, written as kebab words. */
  <E extends Enum<E>> E choice(String key, E defaultValue) {
    String text = definition.text(key, kebab(defaultValue));
    return choice(key, text, defaultValue);
  }

  /** Returns one of several choices, which has to be set. */
  <E extends Enum<E>> E requiredChoice(String key, E placeholder) {
    String text = definition.text(key);
    return text.isEmpty() ? placeholder : choice(key, text, placeholder);
  }

  /** Returns the choice that a text stands for. */
  <E extends Enum<E>> E choice(String key, String text, E placeholder) {
    E[] all = placeholder.getDeclaringClass().getEnumConstants();
    for (E choice : all) {
      if (kebab(choice).equals(text)) {
        return choice;
      }
    }
    String known = Arrays.stream(all).map(StepSettings::kebab).collect(Collectors.joining(", "));
    definition.problem(key, "is '" + text + "', expected one of " + known);
    return placeholder;
  }

  static String kebab(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns names with something put behind each. */
  static List<String> suffixed(List<String> names, String suffix) {
    return names.stream().map(name -> name + suffix).toList();
  }

  /** Returns output fields of one type. */
  static List<Signature.Field> fields(List<String> names, ElementType type, Shape rowShape) {
    List<Signature.Field> fields = new ArrayList<>();
    for (String name : names) {
      Shape shape = rowShape.ofRows(Shape.FREE);
      fields.add(new Signature.Field(name, type, shape, Signature.Kind.COLUMN, true));
    }
    return fields;
  }
}
