package dev.slipway.core.internal.pack.yaml;

import dev.slipway.core.internal.pack.Problems;
import dev.slipway.core.internal.pack.files.PackagePaths;
import dev.slipway.core.internal.pack.yaml.YamlNode.Entry;
import dev.slipway.core.internal.pack.yaml.YamlNode.Mapping;
import dev.slipway.core.internal.pack.yaml.YamlNode.Scalar;
import dev.slipway.core.internal.pack.yaml.YamlNode.Sequence;
import dev.slipway.spi.NearestWord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the keys of a mapping by name and type and reports everything that is wrong with them. A
 * key is known by being asked for. Not thread-safe.
 */
public final class KeyReader {

  private final String file;
  private final String prefix;
  private final Mapping mapping;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /** Creates a reader of a file's top mapping. */
  public KeyReader(String file, Mapping mapping, Problems problems) {
    this(file, "", mapping, problems);
  }

  private KeyReader(String file, String prefix, Mapping mapping, Problems problems) {
    this.file = file;
    this.prefix = prefix;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** Returns whether a key is there. */
  public boolean has(String key) {
    return value(key).isPresent();
  }

  /** Returns a key's value as it stands, if it is there and not null. */
  public Optional<YamlNode> value(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.entries().get(key))
        .map(Entry::value)
        .filter(node -> !(node instanceof Scalar scalar && scalar.value() == null));
  }

  /** Returns a text, if it is there and right. */
  public Optional<String> text(String key) {
    return scalar(key, String.class, "a text (put it in quotes)");
  }

  /**
   * Returns a text of a given form, if it is there and right; {@code expected} is the form in
   * words.
   */
  public Optional<String> word(String key, Pattern form, String expected) {
    Optional<String> text = scalar(key, String.class, expected);
    if (text.isPresent() && !form.matcher(text.get()).matches()) {
      wrong(key, expected);
      return Optional.empty();
    }
    return text;
  }

  /** Returns a path, if it is there and stays inside the package. */
  public Optional<String> path(String key) {
    Optional<String> path = scalar(key, String.class, "a path inside the package");
    Optional<String> fault = path.flatMap(PackagePaths::fault);
    fault.ifPresent(
        fact ->
            problem(
                key,
                "is '" + path.get() + "', which " + fact + ", expected a path inside the package"));
    return fault.isPresent() ? Optional.empty() : path;
  }

  /** Returns an integer, if it is there and at least {@code least}. */
  public Optional<Integer> integer(String key, int least) {
    String expected = "an integer of at least " + least;
    Optional<BigInteger> exact = scalar(key, BigInteger.class, expected);
    if (exact.isPresent() && (exact.get().bitLength() > 31 || exact.get().intValue() < least)) {
      wrong(key, expected);
      return Optional.empty();
    }
    return exact.map(BigInteger::intValue);
  }

  /** Returns an integer, if it is there, at least {@code least} and at most {@code most}. */
  public Optional<Integer> integer(String key, int least, int most) {
    Optional<Integer> value = integer(key, least);
    if (value.isPresent() && value.get() > most) {
      problem(key, "is " + value.get() + ", expected at most " + most);
      return Optional.empty();
    }
    return value;
  }

  /** Returns a number, if it is there and right; not NaN. */
  public Optional<Double> number(String key) {
    Optional<Double> number = scalar(key, Number.class, "a number").map(Number::doubleValue);
    if (number.isPresent() && number.get().isNaN()) {
      wrong(key, "a number");
      return Optional.empty();
    }
    return number;
  }

  /** Returns true or false, if it is there and right. */
  public Optional<Boolean> flag(String key) {
    return scalar(key, Boolean.class, "true or false");
  }

  private <T> Optional<T> scalar(String key, Class<T> type, String expected) {
    Optional<YamlNode> node = value(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Scalar scalar && type.isInstance(scalar.value())) {
      return Optional.of(type.cast(scalar.value()));
    }
    wrong(key, expected);
    return Optional.empty();
  }

  /** Returns a reader of a mapping, if it is there and right. */
  public Optional<KeyReader> mapping(String key) {
    Optional<YamlNode> node = value(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Mapping inner) {
      return Optional.of(new KeyReader(file, prefix + key + ".", inner, problems));
    }
    wrong(key, "a mapping of keys");
    return Optional.empty();
  }

  /** Returns a list of texts, if it is there and right. */
  public Optional<List<String>> texts(String key) {
    Optional<List<YamlNode>> items = items(key, "a list of texts");
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items.get()) {
      if (item instanceof Scalar scalar && scalar.value() instanceof String text) {
        texts.add(text);
      } else {
        problems.add(
            file + ":" + item.place(),
            prefix + key + " has " + item.describe() + ", expected a text (put it in quotes)");
      }
    }
    return Optional.of(texts);
  }

  /** Returns a reader of each mapping in a list, if it is there and right. */
  public Optional<List<KeyReader>> mappings(String key) {
    Optional<List<YamlNode>> items = items(key, "a list of mappings");
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<KeyReader> readers = new ArrayList<>();
    int place = 0;
    for (YamlNode item : items.get()) {
      String name = prefix + key + "[" + place++ + "]";
      if (item instanceof Mapping inner) {
        readers.add(new KeyReader(file, name + ".", inner, problems));
      } else {
        problems.add(
            file + ":" + item.place(),
            name + " is " + item.describe() + ", expected a mapping of keys");
      }
    }
    return Optional.of(readers);
  }

  private Optional<List<YamlNode>> items(String key, String expected) {
    Optional<YamlNode> node = value(key);
    if (node.isPresent() && node.get() instanceof Sequence sequence) {
      if (sequence.items().isEmpty()) {
        problem(key, "is an empty list, which has no effect, expected " + expected);
      }
      return Optional.of(sequence.items());
    }
    node.ifPresent(other -> wrong(key, expected));
    return Optional.empty();
  }

  /** Returns a key's value as plain Java values, if it is there. */
  public Optional<Object> plainValue(String key) {
    return value(key).map(new PlainValues(file, problems)::value);
  }

  /** Returns all keys' values as plain Java values, whether somebody knows them or not. */
  public Map<String, Object> plain(PlainValues values) {
    return values.of(mapping);
  }

  /** Reports a key that must be there. */
  public void missing(String key, String what) {
    known.add(key);
    if (!has(key)) {
      problems.add(
          where(mapping.place()), "key '" + prefix + key + "' is missing, expected " + what);
    }
  }

  /** Reports something wrong with a key's value. */
  public void problem(String key, String fact) {
    Entry entry = mapping.entries().get(key);
    problems.add(
        where(entry == null ? mapping.place() : entry.value().place()), prefix + key + " " + fact);
  }

  private void wrong(String key, String expected) {
    Entry entry = mapping.entries().get(key);
    String actual = entry == null ? "missing" : entry.value().describe();
    problem(key, "is " + actual + ", expected " + expected);
  }

  /** Returns the path of keys to this mapping, as {@code steps[0]}; empty for the top one. */
  public String name() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  /** Returns where this mapping stands. */
  public String where() {
    return where(mapping.place());
  }

  private String where(YamlNode.Place place) {
    return file + ":" + place;
  }

  /** Returns the names of all keys that are there. */
  public Set<String> keys() {
    return mapping.entries().keySet();
  }

  /** Reports every key that nobody asked for, with the nearest one that somebody did. */
  public void finish() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                String nearest = NearestWord.of(key, known).orElse("");
                problems.add(
                    where(entry.key()),
                    "unknown key '" + prefix + key + "', nearest is '" + prefix + nearest + "'");
              }
            });
  }
}
