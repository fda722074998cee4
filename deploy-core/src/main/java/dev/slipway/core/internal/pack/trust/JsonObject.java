package dev.slipway.core.internal.pack.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.internal.json.PlainJson;
import dev.slipway.core.internal.pack.Problems;
import dev.slipway.spi.NearestWord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object whose values are asked for by key and type; what is wrong is collected. */
final class JsonObject {

  private static final int SHOWN = 100;

  private final Map<?, ?> values;
  private final String name;
  private final Problems problems;

  private JsonObject(Map<?, ?> values, String name, Problems problems) {
    this.values = values;
    this.name = name;
    this.problems = problems;
  }

  /** Reads a text of one object; problems are told of {@code name}. */
  static JsonObject parse(byte[] text, String name, Problems problems) {
    try {
      String decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      if (PlainJson.parse(decoded) instanceof Map<?, ?> object) {
        return new JsonObject(object, name, problems);
      }
      throw problems.with(name, "is JSON but no object");
    } catch (CharacterCodingException malformed) {
      throw problems.with(name, "is not JSON: it is not UTF-8");
    } catch (IllegalArgumentException malformed) {
      throw problems.with(name, "is not JSON: " + malformed.getMessage());
    }
  }

  String path(String key) {
    return name.indexOf(' ') < 0 ? name + " " + key : name + "." + key;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Refuses every key that is none of these. */
  void only(String... known) {
    List<String> names = List.of(known);
    for (Object key : values.keySet()) {
      if (!names.contains(key)) {
        String nearest = NearestWord.of(String.valueOf(key), names).orElseThrow();
        problems.add(
            path(shorten(String.valueOf(key))), "is an unknown key, nearest is '" + nearest + "'");
      }
    }
  }

  /** Returns a text that must be there and not be empty. */
  Optional<String> text(String key) {
    Object value = values.get(key);
    if (value instanceof String text && !text.isEmpty()) {
      return Optional.of(text);
    }
    wrong(key, "a text");
    return Optional.empty();
  }

  /** Checks a text that must be there and be this one. */
  void constant(String key, String expected) {
    if (!expected.equals(values.get(key))) {
      wrong(key, "'" + expected + "'");
    }
  }

  /** Returns the bytes of a text in base64 that must be there and not be empty. */
  Optional<byte[]> bytes(String key) {
    Optional<byte[]> bytes = text(key).flatMap(Base64Text::decode);
    if (bytes.isEmpty() && values.get(key) instanceof String text && !text.isEmpty()) {
      problems.add(path(key), "is not base64, expected RFC 4648 with padding and nothing else");
    }
    return bytes;
  }

  /** Returns an object that must be there. */
  Optional<JsonObject> object(String key) {
    if (values.get(key) instanceof Map<?, ?> object) {
      return Optional.of(new JsonObject(object, path(key), problems));
    }
    wrong(key, "an object");
    return Optional.empty();
  }

  /** Returns the objects of a list that must be there. */
  List<JsonObject> objects(String key) {
    List<JsonObject> objects = new ArrayList<>();
    if (!(values.get(key) instanceof List<?> list)) {
      wrong(key, "a list of objects");
      return objects;
    }
    for (Object item : list) {
      String place = path(key) + "[" + objects.size() + "]";
      if (!(item instanceof Map<?, ?> object)) {
        problems.add(place, "is " + describe(item) + ", expected an object");
        return List.of();
      }
      objects.add(new JsonObject(object, place, problems));
    }
    return objects;
  }

  /** Returns whether a key is there with a value that is not of the type; reports it if so. */
  void optional(String key, Class<?> type, String expected) {
    Object value = values.get(key);
    if (value != null && !type.isInstance(value)) {
      wrong(key, expected);
    }
  }

  /** Reports a value that must be there and be of the type. */
  void required(String key, Class<?> type, String expected) {
    if (!type.isInstance(values.get(key))) {
      wrong(key, expected);
    }
  }

  /** Reports something wrong with a key's value. */
  void problem(String key, String fact) {
    problems.add(path(key), fact);
  }

  private void wrong(String key, String expected) {
    String actual = has(key) ? "is " + describe(values.get(key)) : "is missing";
    problems.add(path(key), actual + ", expected " + expected);
  }

  private static String describe(@Nullable Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof String text ? "'" + shorten(text) + "'" : shorten(value + "");
  }

  private static String shorten(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
  }
}
