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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one input tensor of a request; its keys may come in any order. */
final class InputReader {

  private static final int MOST_DIMENSIONS = 16;

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

  /** Reads the tensor whose opening brace was just read; null if anything is wrong with it. */
  OipRequest.@Nullable Input read() throws IOException {
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
    if (datatype == null || shape == null || name == null || problems.count() != before) {
      return null;
    }
    long count = count(shape);
    readLate(datatype, shape, count);
    if (elements != null && elements.rows() != count && problems.count() == before) {
      problems.add(
          pointer + "/shape",
          "is "
              + Arrays.toString(shape)
              + ", which is "
              + count
              + " elements, but the data has "
              + elements.rows());
    }
    return problems.count() == before && elements != null
        ? new OipRequest.Input(
            name, datatype, Shape.of(shape), elements, rawSize >= 0 ? Form.BINARY : Form.JSON)
        : null;
  }

  /** Reads data that came before its type or shape, or that stands behind the JSON. */
  private void readLate(Datatype type, long[] dimensions, long count) throws IOException {
    if (dataFrom >= 0) {
      try (JsonParser late = json.createParser(body, dataFrom, dataTo - dataFrom)) {
        late.nextToken();
        elements = new TensorReader(type, dimensions, late).read(pointer + "/data", problems);
      }
    } else if (rawSize >= 0) {
      ByteBuffer bytes = raw.take(rawSize, pointer, problems);
      if (bytes != null) {
        readRaw(type, count, bytes);
      }
    }
  }

  private void readRaw(Datatype type, long count, ByteBuffer bytes) {
    if (count > Integer.MAX_VALUE) {
      problems.add(pointer + "/shape", "is " + count + " elements, more than the data has");
      return;
    }
    try {
      elements = BinaryTensors.read(type, (int) count, bytes);
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
        wrong("datatype", "is '" + shortened(text) + "', expected one of " + Datatype.NAMES);
      }
    }
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private void readShape(JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      wrong("shape", "is no list, expected the tensor's dimensions");
      parser.skipChildren();
      return;
    }
    long[] dimensions = new long[MOST_DIMENSIONS];
    int rank = 0;
    boolean sound = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      boolean fits =
          t == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && parser.getLongValue() >= 0;
      if (fits && rank < MOST_DIMENSIONS) {
        dimensions[rank] = parser.getLongValue();
      } else if (sound) {
        sound = false;
        wrong(
            "shape",
            "has "
                + shortened(parser.getText())
                + " in dimension "
                + rank
                + ", expected whole numbers from 0, at most "
                + MOST_DIMENSIONS);
        parser.skipChildren();
      }
      rank++;
    }
    if (!sound) {
      return;
    }
    long[] read = Arrays.copyOf(dimensions, rank);
    if (count(read) < 0) {
      wrong("shape", "is " + Arrays.toString(read) + ", which is more elements than there can be");
    } else {
      shape = read;
    }
  }

  private static long count(long[] dimensions) {
    return OipRequest.elementCount(Arrays.stream(dimensions).boxed().toList());
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
            "is " + shortened(parser.getText()) + ", expected a whole number from 0");
        rawSize = 0;
      }
    }
  }
}
