package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.core.Timestamps;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads single JSON values as elements of one type. Integers never pass through a double. */
final class ElementDecoder {

  private static final int LONGEST_INTEGER = 20;

  private final ElementType type;

  ElementDecoder(ElementType type) {
    this.type = type;
  }

  private static String expected(ElementType type) {
    return switch (type) {
      case BOOL -> "true or false";
      case STRING -> "a text";
      case BINARY -> "a text in base64";
      case DATETIME -> "an ISO 8601 date and time";
      default -> "a number that fits " + type.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Adds one element and returns true, or adds nothing and reports a problem. */
  boolean add(JsonTokens tokens, @Nullable JsonToken token, ColumnBuffer to, JsonProblems problems)
      throws IOException {
    JsonParser parser = tokens.parser();
    if (token != null && token.isScalarValue() && add(parser, token, to)) {
      return true;
    }
    problems.add("is " + describe(parser, token) + ", expected " + expected(type));
    tokens.skip(token);
    return false;
  }

  private boolean add(JsonParser parser, JsonToken token, ColumnBuffer to) throws IOException {
    return switch (type) {
      case BOOL -> token.isBoolean() && addLong(to, token == JsonToken.VALUE_TRUE ? 1 : 0);
      case STRING -> token == JsonToken.VALUE_STRING && addText(to, parser.getText());
      case BINARY -> token == JsonToken.VALUE_STRING && addBase64(to, parser.getText());
      case DATETIME -> token == JsonToken.VALUE_STRING && addTime(to, parser.getText());
      default -> type.isFloating() ? addFloating(parser, token, to) : addInteger(parser, token, to);
    };
  }

  private boolean addFloating(JsonParser parser, JsonToken token, ColumnBuffer to)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return addNamed(to, parser.getText());
    }
    if (!token.isNumeric()) {
      return false;
    }
    boolean literal = Character.isLetter(last(parser));
    double value = type == ElementType.FLOAT32 ? parser.getFloatValue() : parser.getDoubleValue();
    if (!literal && Math.abs(value) >= limit(type)) {
      return false;
    }
    to.addDouble(value);
    return true;
  }

  /** Returns the least value that rounds to infinity. */
  private static double limit(ElementType type) {
    return switch (type) {
      case FLOAT16 -> 65_520;
      case BFLOAT16 -> 0x1.ffp127;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  private static char last(JsonParser parser) throws IOException {
    return parser.getTextCharacters()[parser.getTextOffset() + parser.getTextLength() - 1];
  }

  private static boolean addNamed(ColumnBuffer to, String name) {
    switch (name) {
      case "NaN" -> to.addDouble(Double.NaN);
      case "Infinity" -> to.addDouble(Double.POSITIVE_INFINITY);
      case "-Infinity" -> to.addDouble(Double.NEGATIVE_INFINITY);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean addInteger(JsonParser parser, JsonToken token, ColumnBuffer to)
      throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return addFitting(to, BigInteger.valueOf(parser.getLongValue()), parser.getLongValue());
    }
    if (!token.isNumeric() || Character.isLetter(last(parser))) {
      return false;
    }
    BigDecimal exact = new BigDecimal(parser.getText()).stripTrailingZeros();
    if (exact.scale() > 0 || exact.precision() - exact.scale() > LONGEST_INTEGER) {
      return false;
    }
    BigInteger integer = exact.toBigIntegerExact();
    return addFitting(to, integer, integer.longValue());
  }

  private boolean addFitting(ColumnBuffer to, BigInteger exact, long value) {
    int bits = type.byteWidth() * Byte.SIZE;
    boolean fits =
        type.isUnsigned()
            ? exact.signum() >= 0 && exact.bitLength() <= bits
            : exact.bitLength() < bits;
    return fits && addLong(to, value);
  }

  private static boolean addLong(ColumnBuffer to, long value) {
    to.addLong(value);
    return true;
  }

  private static boolean addText(ColumnBuffer to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.addBytes(bytes, bytes.length);
    return true;
  }

  private static boolean addBase64(ColumnBuffer to, String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\\r\\n]", ""));
      to.addBytes(bytes, bytes.length);
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static boolean addTime(ColumnBuffer to, String text) {
    try {
      to.addLong(Timestamps.parse(text));
      return true;
    } catch (IllegalArgumentException notTime) {
      return false;
    }
  }

  private static String describe(JsonParser parser, @Nullable JsonToken token) throws IOException {
    if (token == null) {
      return "missing";
    }
    return switch (token) {
      case START_ARRAY -> "a list";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "'" + shortened(parser.getText()) + "'";
      default -> shortened(parser.getText());
    };
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
