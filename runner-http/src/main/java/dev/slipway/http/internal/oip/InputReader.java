package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.Column;
import dev.slipway.Shape;
import dev.slipway.http.internal.oip.OipRequest.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one input tensor of a request; its keys may come in any order. */
final class InputReader {

  private final JsonParser parser;
  private final String pointer;
  private final OipProblems problems;
  private final RawData raw;
  private final JsonFactory json;
  private final byte[] body;
  private @Nullable String name;
  private @Nullable Datatype datatype;
  private long @Nullable [] shape;
  private @Nullable Column elements;
  private boolean anyData;
  private int dataFrom = -1;
  private int dataTo;
  private long rawSize = -1;
  private final Set<String> wrongKeys = new HashSet<>();

  InputReader(
      JsonParser parser,
      String pointer,
      OipProblems problems,
      RawData raw,
      JsonFactory json,
      byte[] body) {
    this.parser = parser;
    this.pointer = pointer;
    this.problems = problems;
    this.raw = raw;
    this.json = json;
    this.body = body;
  }

  /**
   * Reads the tensor whose opening brace was just read, as one that is sound or one that is not.
   */
  void read(List<OipRequest.Input> sound, List<OipRequest.Unread> unsound) throws IOException {
    OipRequest.Input input = read();
    if (input != null) {
      sound.add(input);
    } else if (name != null) {
      unsound.add(new OipRequest.Unread(name, pointer));
    }
  }

  private OipRequest.@Nullable Input read() throws IOException {
    int before = problems.count();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "name" -> name = text(value, "/name");
        case "datatype" -> readDatatype(value);
        case "shape" -> readShape(value);
        case "data" -> readData(value);
        case "parameters" -> readParameters(value);
        default -> parser.skipChildren();
      }
    }
    checkKeys();
    // Taken also where something else is wrong: the next tensor's data stand behind it.
    ByteBuffer own = rawSize >= 0 && !anyData ? raw.take(rawSize, pointer, problems) : null;
    if (datatype == null || shape == null || name == null || problems.count() != before) {
      return null;
    }
    long count = Dimensions.count(shape);
    readLate(datatype, shape, own);
    long given = elements == null ? 0 : (long) elements.rows() * elements.width();
    if (elements != null && given != count && problems.count() == before) {
      problems.add(
          pointer + "/shape",
          "is "
              + Arrays.toString(shape)
              + ", which is "
              + count
              + " elements, but the data has "
              + given);
    }
    return problems.count() == before && elements != null
        ? new OipRequest.Input(
            name,
            pointer,
            datatype,
            Shape.of(shape),
            elements,
            rawSize >= 0 ? Form.BINARY : Form.JSON)
        : null;
  }

  /** Reads data that came before its type or shape, or that stands behind the JSON. */
  private void readLate(Datatype type, long[] dimensions, @Nullable ByteBuffer own)
      throws IOException {
    if (dataFrom >= 0) {
      try (JsonParser late = json.createParser(body, dataFrom, dataTo - dataFrom)) {
        late.nextToken();
        elements = new TensorReader(type, dimensions, late).read(pointer + "/data", problems);
      }
    } else if (own != null) {
      readRaw(type, dimensions, own);
    }
  }

  private void readRaw(Datatype type, long[] dimensions, ByteBuffer bytes) {
    long count = Dimensions.count(dimensions);
    if (count > Integer.MAX_VALUE) {
      problems.add(pointer + "/shape", "is " + count + " elements, more than the data has");
      return;
    }
    try {
      elements = BinaryTensors.read(type, Shape.of(dimensions), bytes);
    } catch (IllegalArgumentException wrong) {
      problems.add(pointer, wrong.getMessage() + " for shape " + Arrays.toString(shape));
    }
  }

  private void checkKeys() {
    if (name == null) {
      missing("name");
    }
    if (datatype == null) {
      missing("datatype");
    }
    if (shape == null) {
      missing("shape");
    }
    if (!anyData && rawSize < 0) {
      missing("data");
    } else if (anyData && rawSize >= 0) {
      problems.add(pointer, "has both data and binary_data_size, expected one of them");
    }
  }

  private void missing(String key) {
    if (!wrongKeys.contains(key)) {
      problems.add(pointer + "/" + key, "is missing");
    }
  }

  private void wrong(String key, String message) {
    wrongKeys.add(key);
    problems.add(pointer + "/" + key, message);
  }

  private @Nullable String text(JsonToken value, String key) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    wrong(key.substring(1), "is no text");
    parser.skipChildren();
    return null;
  }

  private void readDatatype(JsonToken value) throws IOException {
    String text = text(value, "/datatype");
    if (text != null) {
      datatype = Datatype.named(text).orElse(null);
      if (datatype == null) {
        wrong(
            "datatype",
            "is '" + Dimensions.shortened(text) + "', expected one of " + Datatype.NAMES);
      }
    }
  }

  private void readShape(JsonToken value) throws IOException {
    Dimensions dimensions = new Dimensions();
    if (value != JsonToken.START_ARRAY) {
      wrong("shape", "is no list, expected the tensor's dimensions");
      parser.skipChildren();
      return;
    }
    String misfit = dimensions.read(parser);
    if (misfit == null) {
      shape = dimensions.toArray();
    } else {
      wrong("shape", misfit);
    }
  }

  private void readData(JsonToken value) throws IOException {
    anyData = true;
    if (value != JsonToken.START_ARRAY) {
      wrong("data", "is no list, expected the tensor's elements");
      parser.skipChildren();
    } else if (datatype != null && shape != null) {
      elements = new TensorReader(datatype, shape, parser).read(pointer + "/data", problems);
    } else {
      dataFrom = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      dataTo = (int) parser.currentLocation().getByteOffset();
    }
  }

  private void readParameters(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      wrong("parameters", "is no object");
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      if (!key.equals("binary_data_size")) {
        parser.skipChildren();
      } else if (token == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
          && parser.getLongValue() >= 0) {
        rawSize = parser.getLongValue();
      } else {
        wrong(
            "parameters/binary_data_size",
            "is " + Dimensions.shortened(parser.getText()) + ", expected a whole number from 0");
        rawSize = 0;
      }
    }
  }
}
