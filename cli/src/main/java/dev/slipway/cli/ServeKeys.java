package dev.slipway.cli;

import dev.slipway.Problem;
import dev.slipway.spi.NearestWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** The keys of one mapping of a {@code serve.yaml}; what is wrong with them is collected. */
final class ServeKeys {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}) ?(B|KiB|MiB|GiB)?");

  private final String place;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems;

  ServeKeys(String place, Object mapping, List<Problem> problems) {
    this.place = place;
    this.problems = problems;
    if (mapping instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value == null ? "" : value));
    } else {
      problems.add(new Problem(place, "is no mapping, expected keys with values"));
    }
  }

  /** Returns all keys that are there. */
  List<String> names() {
    return new ArrayList<>(values.keySet());
  }

  void wrong(String key, String fact) {
    problems.add(new Problem(place.isEmpty() ? key : place + "." + key, fact));
  }

  private @Nullable Object value(String key) {
    known.add(key);
    return values.get(key);
  }

  ServeKeys mapping(String key) {
    Object value = value(key);
    return new ServeKeys(key, value == null ? Map.of() : value, problems);
  }

  @Nullable String text(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    wrong(key, "is " + value + ", expected a text");
    return null;
  }

  @Nullable Integer number(String key, int least, int most) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    wrong(key, "is " + value + ", expected a whole number from " + least + " to " + most);
    return null;
  }

  @Nullable Boolean flag(String key) {
    Object value = value(key);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    wrong(key, "is " + value + ", expected true or false");
    return null;
  }

  @Nullable Duration duration(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    try {
      return new TimeoutConverter().convert(String.valueOf(value));
    } catch (TypeConversionException wrong) {
      wrong(key, "is " + value + ", expected a time above zero as 500ms, 2s or 1m");
      return null;
    }
  }

  @Nullable Long size(String key, long most) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    Matcher size = SIZE.matcher(String.valueOf(value));
    if (size.matches()) {
      long bytes = Long.parseLong(size.group(1)) << shift(size.group(2));
      if (bytes >= 1 && bytes <= most) {
        return bytes;
      }
    }
    wrong(key, "is " + value + ", expected a size up to " + most + " bytes, as 512KiB or 64MiB");
    return null;
  }

  private static int shift(@Nullable String unit) {
    return switch (unit == null ? "B" : unit) {
      case "KiB" -> 10;
      case "MiB" -> 20;
      case "GiB" -> 30;
      default -> 0;
    };
  }

  /** Refuses the keys that nothing asked for. */
  void refuseOthers() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String nearest = NearestWord.of(key, known).orElseThrow();
        wrong(key, "is no known key (did you mean '" + nearest + "'?)");
      }
    }
  }
}
