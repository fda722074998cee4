package dev.slipway.http.internal.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the {@code params} that stand beside the rows of an invocation. */
final class InvocationParams {

  private static final JsonFactory JSON = new JsonFactory();

  private InvocationParams() {}

  /**
   * Returns the model's params in a body that was read as a table before; others are skipped, as
   * MLflow does.
   *
   * @throws InvalidInputException if one is no value that params have
   */
  static Map<String, Object> read(byte[] body, Signature signature) {
    Set<String> known =
        signature.params().stream().map(Signature.Param::name).collect(Collectors.toSet());
    if (known.isEmpty()) {
      return Map.of();
    }
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean params = parser.currentName().equals("params");
          if (parser.nextToken() == JsonToken.START_OBJECT && params) {
            return params(parser, known);
          }
          parser.skipChildren();
        }
      }
      return Map.of();
    } catch (IOException impossible) {
      throw new IllegalStateException("what was read before cannot fail", impossible);
    }
  }

  private static Map<String, Object> params(JsonParser parser, Set<String> known)
      throws IOException {
    Map<String, Object> params = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (!known.contains(name)) {
        parser.skipChildren();
        continue;
      }
      Object value = token == JsonToken.START_ARRAY ? list(parser) : value(parser, token);
      if (value == null) {
        problems.add(
            new Problem(
                "/params/" + name, "is neither text, number nor boolean, nor a list of these"));
        parser.skipChildren();
      } else {
        params.put(name, value);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_PARAMETER, "Cannot use the params", problems);
    }
    return params;
  }

  private static @Nullable Object list(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    boolean sound = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      Object value = value(parser, t);
      sound &= value != null;
      if (value == null) {
        parser.skipChildren();
      } else {
        values.add(value);
      }
    }
    return sound ? values : null;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> null;
    };
  }
}
