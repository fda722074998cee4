package dev.slipway.core.internal.pack.yaml;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file, with where it stands. Immutable; aliases share the node they name. */
public sealed interface YamlNode {

  /**
   * Returns where the value starts.
   *
   * @return line and column from 1
   */
  Place place();

  /**
   * Returns what the value is, for messages.
   *
   * @return as {@code a list} or {@code 'abc'}
   */
  String describe();

  /**
   * Where something stands in a file.
   *
   * @param line from 1
   * @param column from 1
   */
  record Place(int line, int column) {
    /** Returns line and column with a colon. */
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  /**
   * A single value.
   *
   * @param value a {@link String}, {@link Boolean}, {@link BigInteger}, {@link Double} or null
   * @param text as it stands in the file
   * @param place where it stands
   */
  record Scalar(@Nullable Object value, String text, Place place) implements YamlNode {
    @Override
    public String describe() {
      if (value == null) {
        return "nothing";
      }
      String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
      return value instanceof String ? "'" + shown + "'" : shown;
    }
  }

  /**
   * A list.
   *
   * @param items in order
   * @param place where it starts
   */
  record Sequence(List<YamlNode> items, Place place) implements YamlNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /**
   * A mapping with distinct keys, in order.
   *
   * @param entries by key
   * @param place where it starts
   */
  record Mapping(Map<String, Entry> entries, Place place) implements YamlNode {
    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /**
   * A key's value.
   *
   * @param key where the key stands
   * @param value the value
   */
  record Entry(Place key, YamlNode value) {}
}
