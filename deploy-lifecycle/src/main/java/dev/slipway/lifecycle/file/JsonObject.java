package dev.slipway.lifecycle.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the members of an object by the types that they must have. */
record JsonObject(Map<String, ? extends @Nullable Object> members) {

  static JsonObject read(byte[] bytes) throws IOException {
    return new JsonObject(Json.read(bytes, 0, bytes.length));
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  Optional<String> optionalText(String name) throws IOException {
    return optional(name, String.class);
  }

  String text(String name) throws IOException {
    return required(name, String.class);
  }

  long integer(String name) throws IOException {
    return required(name, Long.class);
  }

  Optional<Integer> optionalInt(String name) throws IOException {
    Optional<Long> value = optional(name, Long.class);
    if (value.isPresent() && (value.get() < 1 || value.get() > Integer.MAX_VALUE)) {
      throw new IOException("its '" + name + "' is " + value.get() + ", expected a number from 1");
    }
    return value.map(Long::intValue);
  }

  boolean flag(String name) throws IOException {
    return optional(name, Boolean.class).orElse(false);
  }

  Optional<JsonObject> optionalObject(String name) throws IOException {
    Optional<Map<?, ?>> found = optional(name, Map.class).map(map -> (Map<?, ?>) map);
    return found.map(JsonObject::of);
  }

  Map<String, String> texts(String name) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<JsonObject> object = optionalObject(name);
    if (object.isPresent()) {
      for (String key : object.get().members.keySet()) {
        texts.put(key, object.get().text(key));
      }
    }
    return texts;
  }

  double number(String name) throws IOException {
    return required(name, Number.class).doubleValue();
  }

  List<JsonObject> objects(String name) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof Map<?, ?> map)) {
        throw new IOException("its '" + name + "' has something else than objects");
      }
      objects.add(of(map));
    }
    return objects;
  }

  private static JsonObject of(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return new JsonObject(copy);
  }

  List<?> list(String name) throws IOException {
    return optional(name, List.class).map(list -> (List<?>) list).orElse(List.of());
  }

  private <T> T required(String name, Class<T> type) throws IOException {
    return optional(name, type).orElseThrow(() -> new IOException("it has no '" + name + "'"));
  }

  private <T> Optional<T> optional(String name, Class<T> type) throws IOException {
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IOException("its '" + name + "' is of another type");
    }
    return Optional.ofNullable(value).map(type::cast);
  }
}
