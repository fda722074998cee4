package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.http.internal.oip.OipRequest.Form;
import dev.slipway.http.internal.oip.OipRequest.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads inference requests of the REST protocol, with or without its binary extension. */
public final class OipJsonReader {

  private static final String TASK = "Cannot read the request";
  private static final JsonFactory JSON = new TensorJson();

  private final OipProblems problems;
  private final byte[] body;
  private final int jsonLength;
  private final RawData raw;
  private @Nullable String id;
  private Map<String, Object> parameters = Map.of();
  private final List<OipRequest.Input> inputs = new ArrayList<>();
  private final List<OipRequest.Unread> unread = new ArrayList<>();
  private boolean anyInputs;
  private List<Output> outputs = List.of();

  private OipJsonReader(byte[] body, int jsonLength, OipProblems problems) {
    this.problems = problems;
    this.body = body;
    this.jsonLength = jsonLength;
    this.raw = new RawData(ByteBuffer.wrap(body, jsonLength, body.length - jsonLength));
  }

  /**
   * Reads a request.
   *
   * @param body the JSON, and behind it the raw data of tensors if there are any; kept as the
   *     memory of inputs
   * @param jsonLength how many bytes of the body are JSON
   * @param problems where goes what is wrong, each with its JSON pointer
   * @return the request, as far as it could be read
   * @throws InvalidInputException if nothing can be read, since it is not JSON
   */
  public static OipRequest read(byte[] body, int jsonLength, OipProblems problems) {
    if (jsonLength < 0 || jsonLength > body.length) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT,
          TASK,
          List.of(
              new Problem(
                  "",
                  "the header says that "
                      + jsonLength
                      + " bytes are JSON, expected from 0 to the body's "
                      + body.length)));
    }
    return new OipJsonReader(body, jsonLength, problems).request();
  }

  private OipRequest request() {
    try (JsonParser parser = JSON.createParser(body, 0, jsonLength)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused("is no JSON object, expected an inference request");
      }
      top(parser);
      if (parser.nextToken() != null) {
        throw refused("has something behind its end, expected one JSON object");
      }
    } catch (JsonProcessingException broken) {
      throw refused("is not JSON: " + reason(broken));
    } catch (IOException impossible) {
      throw new IllegalStateException("reading memory cannot fail", impossible);
    }
    raw.checkAllRead(problems);
    if (!anyInputs) {
      problems.add("/inputs", "is missing, expected a list of tensors");
    }
    return new OipRequest(
        Optional.ofNullable(id), parameters, inputs, unread, outputs, form(parameters));
  }

  private static Form form(Map<String, Object> parameters) {
    return Boolean.TRUE.equals(parameters.get("binary_data_output")) ? Form.BINARY : Form.JSON;
  }

  private static String reason(JsonProcessingException broken) {
    String text = broken.getOriginalMessage();
    int end = text.indexOf('\n');
    String reason = end < 0 ? text : text.substring(0, end);
    JsonLocation place = broken.getLocation();
    return place == null ? reason : reason + " (byte " + place.getByteOffset() + ")";
  }

  private static InvalidInputException refused(String message) {
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT, TASK, List.of(new Problem("", message)));
  }

  private void top(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "id" -> id = text(parser, value, "/id");
        case "parameters" -> parameters = parameters(parser, value, "/parameters");
        case "inputs" -> inputs(parser, value);
        case "outputs" -> outputs = outputs(parser, value);
        default -> parser.skipChildren(); // the protocol lets servers ignore what they do not know
      }
    }
  }

  private @Nullable String text(JsonParser parser, JsonToken value, String pointer)
      throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    problems.add(pointer, "is no text");
    parser.skipChildren();
    return null;
  }

  private Map<String, Object> parameters(JsonParser parser, JsonToken value, String pointer)
      throws IOException {
    Map<String, Object> read = new LinkedHashMap<>();
    if (value != JsonToken.START_OBJECT) {
      problems.add(pointer, "is no object, expected parameters by name");
      parser.skipChildren();
      return read;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      Object parameter = parameter(parser, token);
      if (parameter == null) {
        problems.add(
            pointer + "/" + escaped(name), "is neither text, number nor boolean, expected one");
        parser.skipChildren();
      } else {
        read.put(name, parameter);
      }
    }
    return read;
  }

  private static @Nullable Object parameter(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> null;
    };
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private void inputs(JsonParser parser, JsonToken value) throws IOException {
    anyInputs = true;
    if (value != JsonToken.START_ARRAY) {
      problems.add("/inputs", "is no list, expected a list of tensors");
      parser.skipChildren();
      return;
    }
    int place = 0;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      String pointer = "/inputs/" + place++;
      if (t == JsonToken.START_OBJECT) {
        new InputReader(parser, pointer, problems, raw, JSON, body).read(inputs, unread);
      } else {
        problems.add(pointer, "is no object, expected a tensor");
        parser.skipChildren();
      }
    }
  }

  private List<Output> outputs(JsonParser parser, JsonToken value) throws IOException {
    List<Output> read = new ArrayList<>();
    if (value != JsonToken.START_ARRAY) {
      problems.add("/outputs", "is no list, expected a list of outputs");
      parser.skipChildren();
      return read;
    }
    int place = 0;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      String pointer = "/outputs/" + place++;
      if (t == JsonToken.START_OBJECT) {
        output(parser, pointer).ifPresent(read::add);
      } else {
        problems.add(pointer, "is no object, expected an output with its name");
        parser.skipChildren();
      }
    }
    return read;
  }

  private Optional<Output> output(JsonParser parser, String pointer) throws IOException {
    String name = null;
    Map<String, Object> own = Map.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "name" -> name = text(parser, value, pointer + "/name");
        case "parameters" -> own = parameters(parser, value, pointer + "/parameters");
        default -> parser.skipChildren();
      }
    }
    if (name == null) {
      problems.add(pointer, "has no name, expected one");
      return Optional.empty();
    }
    Object binary = own.get("binary_data");
    if (binary != null && !(binary instanceof Boolean)) {
      problems.add(pointer + "/parameters/binary_data", "is no boolean");
    }
    Optional<Form> form =
        binary instanceof Boolean wanted
            ? Optional.of(wanted ? Form.BINARY : Form.JSON)
            : Optional.empty();
    return Optional.of(new Output(name, pointer, form));
  }
}
