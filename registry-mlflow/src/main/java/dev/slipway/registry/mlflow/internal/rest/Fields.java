package dev.slipway.registry.mlflow.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.registry.mlflow.internal.http.TransferException;
import dev.slipway.registry.mlflow.internal.http.TransferException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a JSON object, each of the type that MLflow's protocol gives it. Fields that nobody
 * asks for are skipped: newer servers add some. A field that is missing or null has the default of
 * its type, as protobuf leaves it out then.
 *
 * @param path where the object stands, for messages
 * @param node the object
 */
record Fields(String path, JsonNode node) {

  String text(String name) throws TransferException {
    JsonNode value = node.path(name);
    if (isAbsent(value)) {
      return "";
    }
    if (!value.isTextual()) {
      throw wrong(name, value, "a string");
    }
    return value.textValue();
  }

  String requiredText(String name) throws TransferException {
    String value = text(name);
    if (value.isEmpty()) {
      throw bad("has no " + name(name) + ", which MLflow always gives");
    }
    return value;
  }

  /** Returns a 64-bit integer, which protobuf's JSON may write as a string. */
  long integer(String name) throws TransferException {
    JsonNode value = node.path(name);
    if (isAbsent(value)) {
      return 0;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isTextual() && value.textValue().matches("-?[0-9]{1,18}")) {
      return Long.parseLong(value.textValue());
    }
    throw wrong(name, value, "a 64-bit integer");
  }

  boolean flag(String name) throws TransferException {
    JsonNode value = node.path(name);
    if (isAbsent(value)) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(name, value, "true or false");
    }
    return value.booleanValue();
  }

  Fields object(String name) throws TransferException {
    JsonNode value = node.path(name);
    if (!value.isObject()) {
      throw wrong(name, value, "an object");
    }
    return new Fields(name(name), value);
  }

  List<Fields> objects(String name) throws TransferException {
    List<Fields> objects = new ArrayList<>();
    JsonNode list = list(name);
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isObject()) {
        throw wrong(name + "[" + i + "]", list.get(i), "an object");
      }
      objects.add(new Fields(name(name) + "[" + i + "]", list.get(i)));
    }
    return objects;
  }

  List<String> texts(String name) throws TransferException {
    List<String> texts = new ArrayList<>();
    JsonNode list = list(name);
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isTextual()) {
        throw wrong(name + "[" + i + "]", list.get(i), "a string");
      }
      texts.add(list.get(i).textValue());
    }
    return texts;
  }

  /** Returns a list of objects with {@code key} and {@code value} as a map. */
  Map<String, String> tags(String name) throws TransferException {
    Map<String, String> tags = new TreeMap<>();
    for (Fields tag : objects(name)) {
      tags.put(tag.requiredText("key"), tag.text("value"));
    }
    return tags;
  }

  private JsonNode list(String name) throws TransferException {
    JsonNode value = node.path(name);
    if (isAbsent(value)) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!value.isArray()) {
      throw wrong(name, value, "a list");
    }
    return value;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private String name(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private TransferException wrong(String name, JsonNode value, String expected) {
    String type =
        value.isMissingNode() ? "missing" : value.getNodeType().toString().toLowerCase(Locale.ROOT);
    return bad("has " + name(name) + " of the wrong type (" + type + "), expected " + expected);
  }

  static TransferException bad(String fact) {
    return new TransferException(Kind.BAD_ANSWER, "the server's answer " + fact, null);
  }
}
