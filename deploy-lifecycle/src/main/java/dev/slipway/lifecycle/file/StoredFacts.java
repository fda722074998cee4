package dev.slipway.lifecycle.file;

import dev.slipway.ElementType;
import dev.slipway.Parity;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.lifecycle.PackageFacts;
import dev.slipway.lifecycle.PackageFacts.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code facts.json} holds.
 *
 * @param entry the file that is opened; empty for the whole folder
 * @param bytes of all files
 * @param facts what was found
 */
record StoredFacts(String entry, long bytes, PackageFacts facts) {

  byte[] write() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("v", LogEntry.FORMAT);
    members.put("entry", entry);
    members.put("bytes", bytes);
    members.put("signature", facts.signature().map(StoredFacts::members).orElse(null));
    members.put("parity", facts.parity().map(StoredFacts::members).orElse(null));
    members.put("golden", members(facts.golden()));
    members.put("steps", facts.steps());
    members.put("variants", facts.variants());
    members.put("metrics", new TreeMap<>(facts.metrics()));
    return Json.write(members);
  }

  private static Map<String, Object> members(Signature signature) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("inputs", signature.inputs().stream().map(StoredFacts::members).toList());
    members.put("outputs", signature.outputs().stream().map(StoredFacts::members).toList());
    members.put("params", signature.params().stream().map(StoredFacts::members).toList());
    return members;
  }

  private static Map<String, Object> members(Signature.Field field) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", field.name());
    members.put("type", name(field.type()));
    members.put("shape", dimensions(field.shape()));
    members.put("kind", name(field.kind()));
    members.put("required", field.required());
    return members;
  }

  /** Defaults are compared, and read by nothing else: their text is enough. */
  private static Map<String, @Nullable Object> members(Signature.Param param) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", param.name());
    members.put("type", name(param.type()));
    members.put("shape", dimensions(param.shape()));
    Object value = param.defaultValue();
    members.put("default", value == null ? null : value.toString());
    return members;
  }

  private static Map<String, Object> members(Parity parity) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("level", name(parity.level()));
    members.put("absolute", parity.absolute());
    members.put("relative", parity.relative());
    members.put("label-agreement", parity.labelAgreement());
    return members;
  }

  private static Map<String, Object> members(Replay replay) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("outcome", name(replay.outcome()));
    members.put("engine", replay.engine());
    members.put("reason", replay.reason());
    return members;
  }

  private static List<Long> dimensions(Shape shape) {
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      dimensions.add(shape.dimension(i));
    }
    return dimensions;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IOException("'" + name + "' is not known", unknown);
    }
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it is damaged or of a newer format
   */
  static StoredFacts read(Path file, byte[] bytes) throws IOException {
    try {
      JsonObject object = JsonObject.read(bytes);
      if (object.integer("v") != LogEntry.FORMAT) {
        throw new NewerFormat("it is", object.integer("v"), object.optionalText("needs"));
      }
      return new StoredFacts(object.text("entry"), object.integer("bytes"), facts(object));
    } catch (NewerFormat newer) {
      throw newer;
    } catch (IOException | IllegalArgumentException damaged) {
      throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static PackageFacts facts(JsonObject object) throws IOException {
    Optional<JsonObject> signature = object.optionalObject("signature");
    Optional<JsonObject> parity = object.optionalObject("parity");
    JsonObject golden = object.optionalObject("golden").orElse(new JsonObject(Map.of()));
    Replay replay =
        new Replay(
            constant(Replay.Outcome.class, golden.text("outcome")),
            golden.text("engine"),
            golden.text("reason"));
    return new PackageFacts(
        signature.isPresent() ? Optional.of(signature(signature.get())) : Optional.empty(),
        parity.isPresent() ? Optional.of(parity(parity.get())) : Optional.empty(),
        replay,
        object.list("steps").stream().map(String::valueOf).toList(),
        object.list("variants").stream().map(String::valueOf).toList(),
        metrics(object));
  }

  private static Map<String, Double> metrics(JsonObject object) throws IOException {
    Map<String, Double> metrics = new TreeMap<>();
    for (Map.Entry<String, ?> entry :
        object.optionalObject("metrics").orElse(new JsonObject(Map.of())).members().entrySet()) {
      if (entry.getValue() instanceof Number number) {
        metrics.put(entry.getKey(), number.doubleValue());
      }
    }
    return metrics;
  }

  private static Parity parity(JsonObject object) throws IOException {
    return new Parity(
        constant(Parity.Level.class, object.text("level")),
        object.number("absolute"),
        object.number("relative"),
        object.number("label-agreement"));
  }

  private static Signature signature(JsonObject object) throws IOException {
    List<Signature.Param> params = new ArrayList<>();
    for (JsonObject param : object.objects("params")) {
      params.add(
          new Signature.Param(
              param.text("name"),
              constant(ElementType.class, param.text("type")),
              shape(param),
              param.optionalText("default").orElse(null)));
    }
    return new Signature(fields(object, "inputs"), fields(object, "outputs"), params);
  }

  private static List<Signature.Field> fields(JsonObject object, String side) throws IOException {
    List<Signature.Field> fields = new ArrayList<>();
    for (JsonObject field : object.objects(side)) {
      fields.add(
          new Signature.Field(
              field.text("name"),
              constant(ElementType.class, field.text("type")),
              shape(field),
              constant(Signature.Kind.class, field.text("kind")),
              field.flag("required")));
    }
    return fields;
  }

  private static Shape shape(JsonObject object) throws IOException {
    List<?> dimensions = object.list("shape");
    long[] shape = new long[dimensions.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimensions.get(i) instanceof Number number ? number.longValue() : Shape.FREE;
    }
    return Shape.of(shape);
  }
}
