package dev.slipway.http.internal.grpc;

import com.google.protobuf.ByteString;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.http.internal.oip.Datatype;
import dev.slipway.http.internal.oip.TextValues;
import dev.slipway.oip.messages.InferTensorContents;

/** The typed form of tensors: one list of elements for several data types. */
final class TypedContents {

  private TypedContents() {}

  /** Returns how many elements stand in the list of a data type; -1 if it has none. */
  static int count(Datatype datatype, InferTensorContents contents) {
    return switch (datatype) {
      case BOOL -> contents.getBoolContentsCount();
      case INT8, INT16, INT32 -> contents.getIntContentsCount();
      case INT64 -> contents.getInt64ContentsCount();
      case UINT8, UINT16, UINT32 -> contents.getUintContentsCount();
      case UINT64 -> contents.getUint64ContentsCount();
      case FP32 -> contents.getFp32ContentsCount();
      case FP64 -> contents.getFp64ContentsCount();
      case BYTES -> contents.getBytesContentsCount();
      case FP16, BF16 -> -1;
    };
  }

  /** Returns how many elements stand in all lists. */
  static long total(InferTensorContents contents) {
    return (long) contents.getBoolContentsCount()
        + contents.getIntContentsCount()
        + contents.getInt64ContentsCount()
        + contents.getUintContentsCount()
        + contents.getUint64ContentsCount()
        + contents.getFp32ContentsCount()
        + contents.getFp64ContentsCount()
        + contents.getBytesContentsCount();
  }

  /** Adds the elements to a column; returns the place of the first that does not fit, else -1. */
  static int read(Datatype datatype, InferTensorContents contents, ColumnBuffer column) {
    int count = count(datatype, contents);
    for (int i = 0; i < count; i++) {
      if (!add(datatype, contents, i, column)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean add(
      Datatype datatype, InferTensorContents contents, int place, ColumnBuffer column) {
    switch (datatype) {
      case BOOL -> column.addLong(contents.getBoolContents(place) ? 1 : 0);
      case INT8, INT16, INT32 -> {
        return addSigned(datatype, contents.getIntContents(place), column);
      }
      case INT64 -> column.addLong(contents.getInt64Contents(place));
      case UINT8, UINT16, UINT32 -> {
        return addUnsigned(
            datatype, Integer.toUnsignedLong(contents.getUintContents(place)), column);
      }
      case UINT64 -> column.addLong(contents.getUint64Contents(place));
      case FP32 -> column.addDouble(contents.getFp32Contents(place));
      case FP64 -> column.addDouble(contents.getFp64Contents(place));
      default -> {
        byte[] bytes = contents.getBytesContents(place).toByteArray();
        column.addBytes(bytes, bytes.length);
      }
    }
    return true;
  }

  private static boolean addSigned(Datatype datatype, long value, ColumnBuffer column) {
    long limit = 1L << (datatype.byteWidth() * Byte.SIZE - 1);
    if (value >= limit || value < -limit) {
      return false;
    }
    column.addLong(value);
    return true;
  }

  private static boolean addUnsigned(Datatype datatype, long value, ColumnBuffer column) {
    if (value >= 1L << (datatype.byteWidth() * Byte.SIZE)) {
      return false;
    }
    column.addLong(value);
    return true;
  }

  /** Returns whether answers of a data type can be typed; FP16 and BF16 cannot. */
  static boolean canHold(Datatype datatype) {
    return datatype != Datatype.FP16 && datatype != Datatype.BF16;
  }

  /** Returns the elements of a column; nulls are NaN, 0, false or empty. */
  static InferTensorContents write(Datatype datatype, Column column) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    int width = column.width();
    for (int row = 0; row < column.rows(); row++) {
      boolean isNull = column.isNull(row);
      for (int i = row * width; i < (row + 1) * width; i++) {
        add(datatype, column, isNull ? -1 : i, contents);
      }
    }
    return contents.build();
  }

  private static void add(
      Datatype datatype, Column column, int index, InferTensorContents.Builder contents) {
    boolean isNull = index < 0;
    switch (datatype) {
      case BOOL -> contents.addBoolContents(!isNull && column.longAt(index) != 0);
      case INT8, INT16, INT32 -> contents.addIntContents(isNull ? 0 : (int) column.longAt(index));
      case INT64 -> contents.addInt64Contents(isNull ? 0 : column.longAt(index));
      case UINT8, UINT16, UINT32 ->
          contents.addUintContents(isNull ? 0 : (int) column.longAt(index));
      case UINT64 -> contents.addUint64Contents(isNull ? 0 : column.longAt(index));
      case FP32 -> contents.addFp32Contents(isNull ? Float.NaN : column.floatAt(index));
      case FP64 -> contents.addFp64Contents(isNull ? Double.NaN : column.doubleAt(index));
      default ->
          contents.addBytesContents(
              isNull ? ByteString.EMPTY : MessageReader.bytes(TextValues.bytes(column, index)));
    }
  }
}
