package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the {@code data} of one tensor: flat, or nested as its shape is. Integers never pass
 * through a floating type.
 */
final class TensorReader {

  private static final int SHOWN = 40;

  /** As many as an array of bytes takes. */
  private static final int MOST_FLOATS = (Integer.MAX_VALUE - 8) / Float.BYTES;

  private final Datatype datatype;
  private final long[] shape;
  private final JsonParser parser;
  private final ColumnBuffer elements;
  private int wrong;
  private String firstWrong = "";

  TensorReader(Datatype datatype, long[] shape, JsonParser parser) {
    this.datatype = datatype;
    this.shape = shape;
    this.parser = parser;
    this.elements = new ColumnBuffer(datatype.elements(), Shape.scalar());
  }

  /**
   * Reads the array that the parser stands at the beginning of.
   *
   * @return all elements in their order, as the tensor's rows or one a row
   * @throws IOException if it is not JSON
   */
  Column read(String pointer, OipProblems problems) throws IOException {
    if (datatype == Datatype.FP32 && parser instanceof TensorJsonParser numbers) {
      long count = Dimensions.count(shape);
      ByteBuffer memory = memory(numbers, count);
      int read = numbers.floats(memory, memory.capacity() / Float.BYTES);
      if (read == count && read > 0 && parser.nextToken() == JsonToken.END_ARRAY) {
        return BinaryTensors.over(datatype, Shape.of(shape), read, memory);
      }
      for (int i = 0; i < read; i++) {
        elements.addDouble(memory.getFloat(i * Float.BYTES));
      }
      if (read == count && read > 0) {
        flat(parser.currentToken());
        return ended(pointer, problems);
      }
    }
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && shape.length > 1) {
      nested(pointer, problems, token, 1);
    } else {
      flat(token);
    }
    return ended(pointer, problems);
  }

  /** Returns memory for elements, no more than the bytes that are left can be. */
  private static ByteBuffer memory(TensorJsonParser numbers, long count) {
    long most = Math.min(Math.min(count, numbers.remaining() / 2 + 1L), MOST_FLOATS);
    return ByteBuffer.allocate((int) most * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  private Column ended(String pointer, OipProblems problems) {
    if (wrong > 0) {
      String more = wrong == 1 ? "" : " (and " + (wrong - 1) + " more)";
      problems.add(pointer, firstWrong + more);
    }
    return elements;
  }

  private void flat(JsonToken first) throws IOException {
    for (JsonToken t = first; t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (!t.isScalarValue()) {
        wrong("is nested otherwise than its shape says");
        parser.skipChildren();
      } else if (!add(t)) {
        wrong("element " + elements.rows() + " is " + shown() + ", expected " + datatype.name());
        addBlank();
      }
    }
  }

  /** Reads the elements of one dimension, whose first token is given. */
  private void nested(String pointer, OipProblems problems, JsonToken first, int axis)
      throws IOException {
    long size = 0;
    for (JsonToken t = first; t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      size++;
      if (t != JsonToken.START_ARRAY) {
        wrong("is nested otherwise than its shape says");
        parser.skipChildren();
      } else if (axis == shape.length - 1) {
        int before = elements.rows();
        flat(parser.nextToken());
        checkSize(axis, elements.rows() - before);
      } else {
        nested(pointer, problems, parser.nextToken(), axis + 1);
      }
    }
    checkSize(axis - 1, size);
  }

  private void checkSize(int axis, long size) {
    if (size != shape[axis]) {
      wrong("has " + size + " elements in dimension " + axis + ", expected " + shape[axis]);
    }
  }

  private void wrong(String message) {
    if (wrong++ == 0) {
      firstWrong = message;
    }
  }

  private String shown() throws IOException {
    String text = parser.getText();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  private void addBlank() {
    if (datatype == Datatype.BYTES) {
      elements.addBytes(new byte[0], 0);
    } else {
      elements.addLong(0);
    }
  }

  private boolean add(JsonToken token) throws IOException {
    return switch (datatype) {
      case FP32 -> token.isNumeric() && addFloat();
      case FP64, FP16, BF16 -> token.isNumeric() && addDouble();
      case BOOL -> token.isBoolean() && addLong(token == JsonToken.VALUE_TRUE ? 1 : 0);
      case BYTES -> token == JsonToken.VALUE_STRING && addText();
      default -> token == JsonToken.VALUE_NUMBER_INT && addInteger();
    };
  }

  private boolean addFloat() throws IOException {
    float value = parser.getFloatValue();
    if (Float.isInfinite(value)) {
      return false;
    }
    elements.addDouble(value);
    return true;
  }

  private boolean addDouble() throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value) || Math.abs(value) >= limit()) {
      return false;
    }
    elements.addDouble(value);
    return true;
  }

  /** Returns the least value that rounds to infinity. */
  private double limit() {
    return switch (datatype) {
      case FP16 -> 65_520;
      case BF16 -> 0x1.ffp127;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  private boolean addLong(long value) {
    elements.addLong(value);
    return true;
  }

  private boolean addInteger() throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      BigInteger big = parser.getBigIntegerValue();
      return datatype == Datatype.UINT64
          && big.signum() > 0
          && big.bitLength() <= Long.SIZE
          && addLong(big.longValue());
    }
    long value = parser.getLongValue();
    int bits = datatype.byteWidth() * Byte.SIZE;
    if (datatype.elements().isUnsigned()) {
      return value >= 0 && (bits >= Long.SIZE || value < 1L << bits) && addLong(value);
    }
    long limit = bits >= Long.SIZE ? Long.MAX_VALUE : (1L << (bits - 1)) - 1;
    return value <= limit && value >= -limit - 1 && addLong(value);
  }

  private boolean addText() throws IOException {
    byte[] bytes = parser.getText().getBytes(StandardCharsets.UTF_8);
    elements.addBytes(bytes, bytes.length);
    return true;
  }
}
