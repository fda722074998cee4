package dev.slipway.batch.internal.table;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Table;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.DatabaseSettings;
import dev.slipway.batch.internal.database.ElementSql;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.database.VectorColumn;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.ColumnBinding;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputColumn;
import dev.slipway.batch.internal.input.InputFiles;
import dev.slipway.batch.internal.input.ListElements;
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
          ParquetInput.open(
              database, InputFiles.find(database, List.of(file.toString()), FileFormat.PARQUET));
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
            && (column.type().depth() == 1 || column.type().depth() == shape.rank())
            && column.type().element().elementType().isPresent();
    if (tensor) {
      addElements(column, shape);
    } else {
      addScalar(column, signature);
    }
  }

  private void addScalar(InputColumn column, Signature signature) {
    String name = Sql.identifier(column.name());
    ElementType type = column.type().elementType().orElse(ElementType.STRING);
    boolean known = column.type().elementType().isPresent();
    if (column.type().isTime() && signature.input(column.name()).isPresent()) {
      addElements(column, Shape.scalar());
      return;
    }
    String value = known ? column.type().asElement(name) : "CAST(" + name + " AS VARCHAR)";
    target(column.name(), type, Shape.scalar(), false);
    expressions.add(ElementSql.toCarrier(type, value));
  }

  private void addElements(InputColumn column, Shape shape) {
    ElementType type = column.type().element().elementType().orElseThrow();
    ListElements elements = new ListElements(column, shape);
    target(column.name(), type, shape, true);
    expressions.add("CAST(" + elements.length() + " AS BIGINT)");
    elements.expressions().forEach(element -> expressions.add(ElementSql.toCarrier(type, element)));
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
      ChunkRows.append(target.view, target.column);
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
                        + "' "
                        + BoundColumn.fault(lengths.getLong(row), target.column.rowShape()))));
      }
    }
  }
}
