package dev.slipway.batch.internal.database;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import java.util.Arrays;
import java.util.Base64;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements of columns into vectors that DuckDB gave a function. Keeps memory between calls;
 * for one thread at a time.
 */
public final class VectorWriter {

  private static final int SEEN = 64;
  private static final int HASHED_BYTES = 8;

  private final ElementType type;
  private final byte[] @Nullable [] seen = new byte[SEEN][];
  private byte[] @Nullable [] texts = new byte[0][];
  private byte[] scratch = new byte[64];

  /**
   * Creates a writer.
   *
   * @param type the element type of the columns
   */
  public VectorWriter(ElementType type) {
    this.type = type;
  }

  /** Which elements to write: the k-th of {@code rows} rows of {@code column}, from a row on. */
  public record Elements(Column column, int firstRow, int rows, int k) {}

  /**
   * Writes one element of each row.
   *
   * @param source which
   * @param target a vector of as many rows, of integers where the column has choices, else of the
   *     type's carrier
   * @throws IllegalStateException if the column has choices and a row is another text
   */
  public void write(Elements source, DuckDBWritableVector target) {
    if (source.column instanceof ColumnBuffer buffer && buffer.choices() != null) {
      writeChoices(source, buffer, target);
    } else if (type.isVariableLength()) {
      target.setStringUtf8Batch(0, texts(source));
    } else if (source.column.hasNulls()) {
      writeNullable(source, target);
    } else {
      writeAll(source, target);
    }
  }

  private static void writeChoices(
      Elements source, ColumnBuffer column, DuckDBWritableVector target) {
    boolean nulls = column.hasNulls();
    for (int row = 0; row < source.rows; row++) {
      int from = source.firstRow + row;
      if (nulls && column.isNull(from)) {
        target.setNull(row);
        continue;
      }
      int choice = column.choiceAt(from);
      if (choice < 0) {
        throw new IllegalStateException("'" + column.stringAt(from) + "' is no choice");
      }
      target.setInt(row, choice);
    }
  }

  private void writeAll(Elements source, DuckDBWritableVector target) {
    Column column = source.column;
    int width = column.width();
    int index = source.firstRow * width + source.k;
    if (type == ElementType.FLOAT32) {
      for (int row = 0; row < source.rows; row++, index += width) {
        target.setFloat(row, column.floatAt(index));
      }
      return;
    }
    for (int row = 0; row < source.rows; row++, index += width) {
      set(target, row, column, index);
    }
  }

  private void writeNullable(Elements source, DuckDBWritableVector target) {
    Column column = source.column;
    int width = column.width();
    for (int row = 0; row < source.rows; row++) {
      if (column.isNull(source.firstRow + row)) {
        target.setNull(row);
      } else {
        set(target, row, column, (source.firstRow + row) * width + source.k);
      }
    }
  }

  private void set(DuckDBWritableVector target, int row, Column column, int index) {
    switch (type) {
      case BOOL -> target.setBoolean(row, column.booleanAt(index));
      case INT8 -> target.setByte(row, (byte) column.longAt(index));
      case INT16 -> target.setShort(row, (short) column.longAt(index));
      case INT32 -> target.setInt(row, (int) column.longAt(index));
      case UINT8 -> target.setUint8(row, (int) column.longAt(index));
      case UINT16 -> target.setUint16(row, (int) column.longAt(index));
      case UINT32 -> target.setUint32(row, column.longAt(index));
      case INT64, UINT64, DATETIME -> target.setLong(row, column.longAt(index));
      case FLOAT16, BFLOAT16, FLOAT32 -> target.setFloat(row, column.floatAt(index));
      case FLOAT64 -> target.setDouble(row, column.doubleAt(index));
      case STRING, BINARY -> throw new IllegalStateException(type + " elements go in batches");
    }
  }

  private byte[] @Nullable [] texts(Elements source) {
    if (texts.length != source.rows) {
      texts = new byte[source.rows][];
    }
    Column column = source.column;
    for (int row = 0; row < source.rows; row++) {
      int from = source.firstRow + row;
      texts[row] = column.isNull(from) ? null : text(column, from * column.width() + source.k);
    }
    return texts;
  }

  private byte[] text(Column column, int index) {
    if (type == ElementType.BINARY) {
      return Base64.getEncoder().encode(column.bytesAt(index));
    }
    int length = column.copyBytes(index, scratch);
    if (length > scratch.length) {
      scratch = new byte[length * 2];
      column.copyBytes(index, scratch);
    }
    return shared(length);
  }

  /** Labels repeat: a text seen lately is given again instead of copied. */
  private byte[] shared(int length) {
    int place = hash(length) & (seen.length - 1);
    byte[] candidate = seen[place];
    if (candidate == null || !Arrays.equals(candidate, 0, candidate.length, scratch, 0, length)) {
      candidate = Arrays.copyOf(scratch, length);
      seen[place] = candidate;
    }
    return candidate;
  }

  private int hash(int length) {
    int hash = length;
    for (int i = 0; i < Math.min(length, HASHED_BYTES); i++) {
      hash = hash * 31 + scratch[i];
    }
    return hash ^ (hash >>> 8);
  }
}
