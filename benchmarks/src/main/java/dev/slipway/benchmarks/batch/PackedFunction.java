package dev.slipway.benchmarks.batch;

import dev.slipway.benchmarks.RawRuntime;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * The model as a DuckDB function, as a good programmer writes it by hand: pinned memory for each
 * thread, whole chunks, no objects. Both probabilities come back in one {@code BIGINT}, for a
 * function has one result; two small functions take them apart. Thread-safe.
 */
final class PackedFunction implements AutoCloseable {

  private static final int CHUNK = 2048;
  private static final int WIDTH = 4;

  private final Path model;
  private final Queue<RawRuntime> idle = new ConcurrentLinkedQueue<>();

  PackedFunction(Path model) {
    this.model = model;
  }

  /** Registers {@code score_both(a, b, c, d)}, {@code first_of(p)} and {@code second_of(p)}. */
  void register(DuckDBConnection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder both = DuckDBFunctions.scalarFunction()) {
      both.withName("score_both").withReturnType(DuckDBColumnType.BIGINT).withVolatile();
      for (int feature = 0; feature < WIDTH; feature++) {
        both.withParameter(DuckDBColumnType.FLOAT);
      }
      both.withVectorizedFunction(this::score).register(connection);
    }
    registerPart(connection, "first_of", Integer.SIZE);
    registerPart(connection, "second_of", 0);
  }

  private static void registerPart(DuckDBConnection connection, String name, int shift)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder part = DuckDBFunctions.scalarFunction()) {
      part.withName(name)
          .withParameter(DuckDBColumnType.BIGINT)
          .withReturnType(DuckDBColumnType.FLOAT)
          .withVectorizedFunction(
              (chunk, target) -> {
                DuckDBReadableVector both = chunk.vector(0);
                long rows = chunk.rowCount();
                for (long row = 0; row < rows; row++) {
                  target.setFloat(row, Float.intBitsToFloat((int) (both.getLong(row) >>> shift)));
                }
              })
          .register(connection);
    }
  }

  private void score(DuckDBDataChunkReader chunk, DuckDBWritableVector target) {
    RawRuntime taken = idle.poll();
    RawRuntime runtime = taken == null ? new RawRuntime(model, CHUNK, WIDTH, 2) : taken;
    int rows = (int) chunk.rowCount();
    FloatBuffer inputs = runtime.inputs();
    for (int feature = 0; feature < WIDTH; feature++) {
      DuckDBReadableVector vector = chunk.vector(feature);
      for (int row = 0; row < rows; row++) {
        inputs.put(row * WIDTH + feature, vector.getFloat(row));
      }
    }
    FloatBuffer outputs = runtime.pinned();
    for (int row = 0; row < rows; row++) {
      long first = Float.floatToRawIntBits(outputs.get(2 * row));
      long second = Float.floatToRawIntBits(outputs.get(2 * row + 1)) & 0xffff_ffffL;
      target.setLong(row, first << Integer.SIZE | second);
    }
    idle.add(runtime);
  }

  @Override
  public void close() {
    idle.forEach(RawRuntime::close);
  }
}
