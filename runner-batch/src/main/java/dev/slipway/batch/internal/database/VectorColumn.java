package dev.slipway.batch.internal.database;

import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * A column over DuckDB's own vectors, one for each element of a row, without a copy. It is bound to
 * one chunk after the other and valid until the call of the function that got the chunk ends. A row
 * is null if any of its elements is.
 */
public final class VectorColumn implements Column {

  private final ElementType type;
  private final Shape rowShape;
  private final DuckDBReadableVector[] vectors;
  private int rows;

  /**
   * Creates a column that is bound to nothing yet.
   *
   * @param type the element type
   * @param rowShape the shape of one row, without free dimensions
   */
  public VectorColumn(ElementType type, Shape rowShape) {
    this.type = type;
    this.rowShape = rowShape;
    this.vectors = new DuckDBReadableVector[Math.toIntExact(rowShape.elements())];
  }

  /**
   * Shows a chunk.
   *
   * @param chunk where the vectors are
   * @param first the place in the chunk of the first element's vector
   */
  public void bind(DuckDBDataChunkReader chunk, int first) {
    rows = Math.toIntExact(chunk.rowCount());
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = chunk.vector(first + k);
    }
  }

  /** Forgets the chunk, so that nothing of it is reachable after the call. */
  public void release() {
    rows = 0;
    Arrays.fill(vectors, null);
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public Shape rowShape() {
    return rowShape;
  }

  @Override
  public int width() {
    return vectors.length;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean isNull(int row) {
    for (DuckDBReadableVector vector : vectors) {
      if (vector.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean hasNulls() {
    for (DuckDBReadableVector vector : vectors) {
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public long longAt(int index) {
    return longAt(vector(index), row(index));
  }

  @Override
  public double doubleAt(int index) {
    return doubleAt(vector(index), row(index));
  }

  @Override
  public float floatAt(int index) {
    return type == ElementType.FLOAT32
        ? vector(index).getFloat(row(index), Float.NaN)
        : (float) doubleAt(index);
  }

  @Override
  public String stringAt(int index) {
    if (type != ElementType.STRING) {
      throw new IllegalStateException(type + " elements are not texts");
    }
    String text = vector(index).getString(row(index));
    return text == null ? "" : text;
  }

  @Override
  public byte[] bytesAt(int index) {
    if (type != ElementType.BINARY) {
      return stringAt(index).getBytes(StandardCharsets.UTF_8);
    }
    String carried = vector(index).getString(row(index));
    return carried == null ? new byte[0] : Base64.getDecoder().decode(carried);
  }

  @Override
  public int copyBytes(int index, byte[] target) {
    byte[] bytes = bytesAt(index);
    if (bytes.length <= target.length) {
      System.arraycopy(bytes, 0, target, 0, bytes.length);
    }
    return bytes.length;
  }

  @Override
  public void copyTo(Tensor target, int first, int stride) {
    boolean floats = type == ElementType.FLOAT32 && target.type() == ElementType.FLOAT32;
    if (!floats) {
      Column.super.copyTo(target, first, stride);
      return;
    }
    for (int k = 0; k < vectors.length; k++) {
      copyFloats(vectors[k], target.bytes(), first + k, stride);
    }
  }

  private void copyFloats(DuckDBReadableVector vector, ByteBuffer target, int first, int stride) {
    for (int row = 0; row < rows; row++) {
      target.putFloat((first + row * stride) << 2, vector.getFloat(row, Float.NaN));
    }
  }

  private DuckDBReadableVector vector(int index) {
    return vectors.length == 1 ? vectors[0] : vectors[index % vectors.length];
  }

  private int row(int index) {
    return vectors.length == 1 ? index : index / vectors.length;
  }

  private long longAt(DuckDBReadableVector vector, int row) {
    return switch (type) {
      case BOOL -> vector.getBoolean(row, false) ? 1 : 0;
      case INT8 -> vector.getByte(row, (byte) 0);
      case INT16 -> vector.getShort(row, (short) 0);
      case INT32 -> vector.getInt(row, 0);
      case UINT8 -> vector.getUint8(row, (short) 0);
      case UINT16 -> vector.getUint16(row, 0);
      case UINT32 -> vector.getUint32(row, 0);
      case INT64, UINT64, DATETIME -> vector.getLong(row, 0);
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, STRING, BINARY ->
          throw new IllegalStateException(type + " elements are not integers");
    };
  }

  private double doubleAt(DuckDBReadableVector vector, int row) {
    return switch (type) {
      case FLOAT16, BFLOAT16, FLOAT32 -> vector.getFloat(row, Float.NaN);
      case FLOAT64 -> vector.getDouble(row, Double.NaN);
      case UINT64 -> unsigned(vector.getLong(row, 0));
      default -> longAt(vector, row);
    };
  }

  private static double unsigned(long bits) {
    // Halved with the lost bit kept sticky, so that the rounding is that of the whole value.
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
