package dev.slipway.spi;

import dev.slipway.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one step in a package, read by name and type. Problems are collected, so that a
 * package reports all of them at once; after one the values returned are placeholders. Not
 * thread-safe.
 */
public final class StepDefinition {

  private final String where;
  private final Map<String, Object> settings;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Creates a definition.
   *
   * @param where the place in the package, for messages
   * @param settings strings, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of
   *     these, copied; without the key {@code type}. A key without a value counts as not set.
   */
  public StepDefinition(String where, Map<String, Object> settings) {
    this.where = where;
    this.settings = new LinkedHashMap<>(settings);
  }

  /**
   * Returns a required text.
   *
   * @param key the setting
   * @return its value, or an empty text after a problem
   */
  public String text(String key) {
    return value(key, String.class).orElseGet(() -> missing(key, ""));
  }

  /**
   * Returns a text with a default.
   *
   * @param key the setting
   * @param defaultValue what counts where it is not set
   * @return its value
   */
  public String text(String key, String defaultValue) {
    return value(key, String.class).orElse(defaultValue);
  }

  /**
   * Returns a required number.
   *
   * @param key the setting
   * @return its value, or NaN after a problem
   */
  public double number(String key) {
    return value(key, Number.class)
        .map(Number::doubleValue)
        .orElseGet(() -> missing(key, Double.NaN));
  }

  /**
   * Returns a number with a default.
   *
   * @param key the setting
   * @param defaultValue what counts where it is not set
   * @return its value
   */
  public double number(String key, double defaultValue) {
    return value(key, Number.class).map(Number::doubleValue).orElse(defaultValue);
  }

  /**
   * Returns a required list of texts.
   *
   * @param key the setting; one text stands for a list of one
   * @return its values, or an empty list after a problem
   */
  public List<String> texts(String key) {
    return list(key, String.class);
  }

  /**
   * Returns a required list of numbers.
   *
   * @param key the setting; one number stands for a list of one
   * @return its values, or an empty list after a problem
   */
  public List<Double> numbers(String key) {
    return list(key, Number.class).stream().map(Number::doubleValue).toList();
  }

  /**
   * Returns a required list of values of any type.
   *
   * @param key the setting; one value stands for a list of one
   * @return its values as the constructor got them, or an empty list after a problem
   */
  public List<Object> values(String key) {
    return list(key, Object.class);
  }

  /**
   * Returns whether a setting is there.
   *
   * @param key the setting
   * @return true if the package sets it
   */
  public boolean has(String key) {
    asked.add(key);
    return settings.get(key) != null;
  }

  /**
   * Reports something wrong with the step.
   *
   * @param key the setting, or an empty text for the step as a whole
   * @param message what is wrong and what to do
   */
  public void problem(String key, String message) {
    problems.add(new Problem(key.isEmpty() ? where : where + "." + key, message));
  }

  /**
   * Returns all that was reported so far.
   *
   * @return a copy
   */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Returns the settings that nobody asked for, which are therefore unknown.
   *
   * @return their names
   */
  public Set<String> unknown() {
    Set<String> unknown = new LinkedHashSet<>(settings.keySet());
    unknown.removeAll(asked);
    return unknown;
  }

  /**
   * Returns the settings that were asked for, which are therefore known.
   *
   * @return their names
   */
  public Set<String> known() {
    return new LinkedHashSet<>(asked);
  }

  private <T> Optional<T> value(String key, Class<T> type) {
    asked.add(key);
    Object value = settings.get(key);
    if (value != null && !type.isInstance(value)) {
      wrongType(key, type, value);
      return Optional.empty();
    }
    return Optional.ofNullable(type.cast(value));
  }

  private <T> List<T> list(String key, Class<T> type) {
    asked.add(key);
    Object value = settings.get(key);
    if (value == null) {
      return missing(key, List.of());
    }
    List<?> raw = value instanceof List<?> many ? many : List.of(value);
    List<T> list = new ArrayList<>();
    for (Object element : raw) {
      if (type.isInstance(element)) {
        list.add(type.cast(element));
      } else {
        wrongType(key, type, element);
      }
    }
    return List.copyOf(list);
  }

  private void wrongType(String key, Class<?> type, Object value) {
    boolean scalar = value instanceof Number || value instanceof Boolean;
    String expected =
        type == Number.class ? "a number" : type == String.class ? "a text" : "a value";
    String quoted = type == String.class && scalar ? " (put it in quotes)" : "";
    problem(key, "is " + value + ", expected " + expected + quoted);
  }

  private <T> T missing(String key, T placeholder) {
    if (problems.stream().noneMatch(p -> p.where().equals(where + "." + key))) {
      problem(key, "is required");
    }
    return placeholder;
  }
}
