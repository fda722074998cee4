package dev.slipway.batch.internal.table;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.DatabaseSettings;
import dev.slipway.batch.internal.database.ElementSql;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.database.VectorColumn;
import dev.slipway.batch.internal.input.ColumnBinding;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputColumn;
import dev.slipway.batch.internal.input.InputFiles;
import dev.slipway.batch.internal.input.ParquetInput;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** Reads a Parquet file into columns on the heap, for one file. */
public final class ParquetTableReader {

  private final Path file;
  private final List<String> expressions = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private long rowsBefore;

  /** A column of the table, the view that fills it, and where its expressions begin. */
  private record Target(
      String name, ColumnBuffer column, VectorColumn view, int first, boolean list) {}

  private ParquetTableReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file a Parquet file
   * @param signature says which lists are tensors
   * @return a table on the heap
   */
  public static Table read(Path file, Signature signature) {
    try (Database database = Database.open(DatabaseSettings.small())) {
      Input input =
          ParquetInput.open(database, InputFiles.find(database, List.of(file.toString())));
      ParquetTableReader reader = new ParquetTableReader(file);
      input.columns().forEach(column -> reader.add(column, signature));
      return reader.read(database, input);
    } catch (SQLException fault) {
      throw DatabaseFaults.failure("Cannot read " + file, fault);
    }
  }

  private void add(InputColumn column, Signature signature) {
    Shape shape = signature.input(column.name()).map(Field::rowShape).orElse(Shape.scalar());
    boolean tensor =
        column.type().isList()
            && shape.rank() > 0
            && shape.isFixed()
            && shape.elements() <= ColumnBinding.MAX_WIDTH
            && column.type().element().elementType().isPresent();
    if (tensor) {
      addTensor(column, shape);
    } else {
      addScalar(column);
    }
  }

  private void addScalar(InputColumn column) {
    String name = Sql.identifier(column.name());
    ElementType type = column.type().elementType().orElse(ElementType.STRING);
    boolean known = column.type().elementType().isPresent();
    String value = known ? column.type().asElement(name) : "CAST(" + name + " AS VARCHAR)";
    target(column.name(), type, Shape.scalar(), false);
    expressions.add(ElementSql.toCarrier(type, value));
  }

  private void addTensor(InputColumn column, Shape shape) {
    String name = Sql.identifier(column.name());
    ElementType type = column.type().element().elementType().orElseThrow();
    target(column.name(), type, shape, true);
    expressions.add("CAST(len(" + name + ") AS BIGINT)");
    for (int k = 1; k <= shape.elements(); k++) {
      String element = column.type().element().asElement(name + "[" + k + "]");
      expressions.add(ElementSql.toCarrier(type, element));
    }
  }

  private void target(String name, ElementType type, Shape shape, boolean list) {
    targets.add(
        new Target(
            name,
            new ColumnBuffer(type, shape),
            new VectorColumn(type, shape),
            expressions.size(),
            list));
  }

  private Table read(Database database, Input input) throws SQLException {
    String sql = "SELECT " + String.join(", ", expressions) + " FROM " + input.relation();
    try (DuckDBPreparedStatement statement = database.connection().prepare(sql);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        append(result.chunk());
      }
    }
    return Table.of(
        targets.stream().map(Target::name).toList(), targets.stream().map(Target::column).toList());
  }

  private void append(DuckDBDataChunkReader chunk) {
    for (Target target : targets) {
      if (target.list) {
        checkLengths(target, chunk.vector(target.first), chunk.rowCount());
      }
      target.view.bind(chunk, target.list ? target.first + 1 : target.first);
      append(target.view, target.column);
    }
    rowsBefore += chunk.rowCount();
  }

  private void checkLengths(Target target, DuckDBReadableVector lengths, long rows) {
    int width = target.column.width();
    for (int row = 0; row < rows; row++) {
      if (lengths.getLong(row, width) != width) {
        throw new InvalidInputException(
            ErrorCode.INVALID_INPUT,
            "Cannot read " + file,
            List.of(
                new Problem(
                    "row " + (rowsBefore + row),
                    "column '"
                        + target.name
                        + "' has a list of "
                        + lengths.getLong(row)
                        + " values, expected "
                        + width)));
      }
    }
  }

  private static void append(Column from, ColumnBuffer to) {
    int width = from.width();
    for (int row = 0; row < from.rows(); row++) {
      if (from.isNull(row)) {
        to.addNull();
        continue;
      }
      for (int index = row * width; index < (row + 1) * width; index++) {
        append(from, index, to);
      }
    }
  }

  private static void append(Column from, int index, ColumnBuffer to) {
    if (to.type().isVariableLength()) {
      byte[] bytes = from.bytesAt(index);
      to.addBytes(bytes, bytes.length);
    } else if (to.type().isFloating()) {
      to.addDouble(from.doubleAt(index));
    } else {
      to.addLong(from.longAt(index));
    }
  }
}
