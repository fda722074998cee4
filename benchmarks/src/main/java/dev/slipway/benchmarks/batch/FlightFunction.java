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
 * A model of many float features as a DuckDB function by hand: {@code late_probability(features…)}
 * is the second element of the model's output. Thread-safe.
 */
final class FlightFunction implements AutoCloseable {

  private static final int CHUNK = 2048;

  private final Path model;
  private final int width;
  private final Queue<RawRuntime> idle = new ConcurrentLinkedQueue<>();

  FlightFunction(Path model, int width) {
    this.model = model;
    this.width = width;
  }

  void register(DuckDBConnection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function.withName("late_probability").withReturnType(DuckDBColumnType.FLOAT).withVolatile();
      for (int feature = 0; feature < width; feature++) {
        function.withParameter(DuckDBColumnType.FLOAT);
      }
      function.withVectorizedFunction(this::score).register(connection);
    }
  }

  private void score(DuckDBDataChunkReader chunk, DuckDBWritableVector target) {
    RawRuntime taken = idle.poll();
    RawRuntime runtime = taken == null ? new RawRuntime(model, CHUNK, width, 2) : taken;
    int rows = (int) chunk.rowCount();
    FloatBuffer inputs = runtime.inputs();
    for (int feature = 0; feature < width; feature++) {
      DuckDBReadableVector vector = chunk.vector(feature);
      for (int row = 0; row < rows; row++) {
        inputs.put(row * width + feature, vector.getFloat(row));
      }
    }
    FloatBuffer outputs = runtime.pinned();
    for (int row = 0; row < rows; row++) {
      target.setFloat(row, outputs.get(2 * row + 1));
    }
    idle.add(runtime);
  }

  @Override
  public void close() {
    idle.forEach(RawRuntime::close);
  }
}
