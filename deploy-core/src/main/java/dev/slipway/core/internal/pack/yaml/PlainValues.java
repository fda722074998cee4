package dev.slipway.core.internal.pack.yaml;

import dev.slipway.core.internal.pack.Problems;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns nodes into plain Java values: texts, truth values, longs, doubles, lists and maps. */
public final class PlainValues {

  /** Aliases may repeat a collection, so the result is counted. */
  private static final int MOST = 100_000;

  private final String file;
  private final Problems problems;
  private int count;

  /**
   * Creates a converter.
   *
   * @param file for messages
   * @param problems where what is wrong goes
   */
  public PlainValues(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Converts a mapping.
   *
   * @param mapping any
   * @return its values by key, without those that are null
   */
  public Map<String, Object> of(YamlNode.Mapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              boolean empty =
                  entry.value() instanceof YamlNode.Scalar scalar && scalar.value() == null;
              if (!empty) {
                values.put(key, value(entry.value()));
              }
            });
    return values;
  }

  Object value(YamlNode node) {
    if (++count > MOST) {
      throw problems.with(file + ":" + node.place(), "repeats too much by aliases");
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return of(mapping);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<Object> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(value(item)));
      return items;
    }
    return scalar((YamlNode.Scalar) node);
  }

  private Object scalar(YamlNode.Scalar scalar) {
    Object value = scalar.value();
    if (value instanceof BigInteger exact) {
      if (exact.bitLength() < Long.SIZE) {
        return exact.longValue();
      }
      problems.add(file + ":" + scalar.place(), "is beyond 64 bits, expected a smaller integer");
      return 0L;
    }
    if (value == null) {
      problems.add(file + ":" + scalar.place(), "is nothing in a list, expected a value");
      return "";
    }
    return value;
  }
}
