package dev.slipway.convert.internal.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.slipway.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads constants out of a model. */
public final class TensorReader {

  private static final int HALF_BYTES = 2;

  private TensorReader() {}

  /**
   * Reads a tensor.
   *
   * @throws Refusal if it is damaged, lies outside of the file or has a type that nothing here
   *     reads
   */
  public static Constant read(TensorProto stored) {
    if (stored.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || stored.getExternalDataCount() > 0) {
      throw new Refusal("has its values in another file, expected them in the model");
    }
    ElementType type = type(stored.getDataType());
    Dimensions dimensions = dimensions(stored);
    int size = (int) dimensions.elements();
    if (type == ElementType.STRING) {
      checkCount(size, stored.getStringDataCount());
      List<String> texts =
          stored.getStringDataList().stream().map(text -> text.toStringUtf8()).toList();
      return Constant.of(dimensions, texts);
    }
    if (type.isFloating()) {
      return Constant.of(type, dimensions, reals(stored, type, size));
    }
    return Constant.of(type, dimensions, integers(stored, type, size));
  }

  private static Dimensions dimensions(TensorProto stored) {
    long[] sizes = stored.getDimsList().stream().mapToLong(Long::longValue).toArray();
    for (long size : sizes) {
      if (size < 0) {
        throw new Refusal("has the dimension " + size + ", expected 0 or more");
      }
    }
    return Dimensions.of(sizes);
  }

  /** Returns the element type of a number of the format. */
  public static ElementType type(int number) {
    TensorProto.DataType known = TensorProto.DataType.forNumber(number);
    if (known == null) {
      throw new Refusal("has the element type " + number + ", which nothing here knows");
    }
    return switch (known) {
      case FLOAT -> ElementType.FLOAT32;
      case DOUBLE -> ElementType.FLOAT64;
      case FLOAT16 -> ElementType.FLOAT16;
      case INT8 -> ElementType.INT8;
      case INT16 -> ElementType.INT16;
      case INT32 -> ElementType.INT32;
      case INT64 -> ElementType.INT64;
      case UINT8 -> ElementType.UINT8;
      case UINT16 -> ElementType.UINT16;
      case UINT32 -> ElementType.UINT32;
      case UINT64 -> ElementType.UINT64;
      case BOOL -> ElementType.BOOL;
      case STRING -> ElementType.STRING;
      default ->
          throw new Refusal(
              "has the element type " + known + ", expected numbers of a common type or texts");
    };
  }

  private static void checkCount(int expected, int found) {
    if (expected != found) {
      throw new Refusal("has " + found + " values, expected " + expected + " as its shape says");
    }
  }

  private static ByteBuffer raw(TensorProto stored, int size, int width) {
    checkCount(size * width, stored.getRawData().size());
    return stored.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static float[] reals(TensorProto stored, ElementType type, int size) {
    float[] reals = new float[size];
    boolean raw = stored.hasRawData();
    switch (type) {
      case FLOAT32 -> {
        if (raw) {
          raw(stored, size, Float.BYTES).asFloatBuffer().get(reals);
        } else {
          checkCount(size, stored.getFloatDataCount());
          for (int i = 0; i < size; i++) {
            reals[i] = stored.getFloatData(i);
          }
        }
      }
      case FLOAT64 -> {
        checkCount(size, raw ? size : stored.getDoubleDataCount());
        ByteBuffer bytes = raw ? raw(stored, size, Double.BYTES) : ByteBuffer.allocate(0);
        for (int i = 0; i < size; i++) {
          reals[i] = (float) (raw ? bytes.getDouble() : stored.getDoubleData(i));
        }
      }
      default -> {
        checkCount(size, raw ? size : stored.getInt32DataCount());
        ByteBuffer bytes = raw ? raw(stored, size, HALF_BYTES) : ByteBuffer.allocate(0);
        for (int i = 0; i < size; i++) {
          reals[i] = HalfFloat.toFloat(raw ? bytes.getShort() : (short) stored.getInt32Data(i));
        }
      }
    }
    return reals;
  }

  private static long[] integers(TensorProto stored, ElementType type, int size) {
    long[] integers = new long[size];
    if (stored.hasRawData()) {
      ByteBuffer bytes = raw(stored, size, type.byteWidth());
      for (int i = 0; i < size; i++) {
        integers[i] = integer(bytes, type);
      }
      return integers;
    }
    boolean wide = type == ElementType.INT64;
    boolean unsigned = type == ElementType.UINT32 || type == ElementType.UINT64;
    checkCount(
        size,
        wide
            ? stored.getInt64DataCount()
            : unsigned ? stored.getUint64DataCount() : stored.getInt32DataCount());
    for (int i = 0; i < size; i++) {
      integers[i] =
          wide
              ? stored.getInt64Data(i)
              : unsigned ? stored.getUint64Data(i) : stored.getInt32Data(i);
    }
    return integers;
  }

  private static long integer(ByteBuffer bytes, ElementType type) {
    return switch (type) {
      case INT8 -> bytes.get();
      case BOOL, UINT8 -> bytes.get() & 0xffL;
      case INT16 -> bytes.getShort();
      case UINT16 -> bytes.getShort() & 0xffffL;
      case INT32 -> bytes.getInt();
      case UINT32 -> bytes.getInt() & 0xffff_ffffL;
      default -> bytes.getLong();
    };
  }
}
