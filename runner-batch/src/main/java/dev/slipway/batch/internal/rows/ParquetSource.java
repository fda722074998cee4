package dev.slipway.batch.internal.rows;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.input.BoundColumn;
import dev.slipway.batch.internal.input.Input;
import dev.slipway.batch.internal.input.InputColumn;
import dev.slipway.batch.internal.input.InputFile;
import dev.slipway.batch.internal.input.ListElements;
import dev.slipway.batch.internal.input.RowFault;
import dev.slipway.batch.internal.score.ListLengths;
import dev.slipway.batch.internal.score.RejectedColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** Parquet files on their way into a text format. For one run. */
public final class ParquetSource implements RowFiles {

  private final Database database;
  private final Input input;
  private final ListLengths lengths;
  private final List<String> expressions = new ArrayList<>();
  private final ChunkColumns inputs = new ChunkColumns(expressions);
  private final ChunkColumns kept = new ChunkColumns(expressions);
  private final Set<String> json = new HashSet<>();

  /**
   * Describes an input.
   *
   * @param database where it is read; nobody else uses its connection while rows are read
   * @param input the files
   * @param bound what the predictor gets
   * @param output the format of the output, which decides how columns are kept
   */
  public ParquetSource(Database database, Input input, List<BoundColumn> bound, FileFormat output) {
    this.database = database;
    this.input = input;
    this.lengths = new ListLengths(bound, 0);
    for (BoundColumn column : bound) {
      if (column.length() != null) {
        expressions.add("CAST(" + column.length() + " AS BIGINT)");
      }
    }
    bound.forEach(c -> inputs.add(c.name(), c.type(), c.rowShape(), c.elements()));
    for (InputColumn column : input.columns()) {
      keep(column, bound, output);
    }
  }

  private void keep(InputColumn column, List<BoundColumn> bound, FileFormat output) {
    for (BoundColumn tensor : bound) {
      if (column.type().isList() && tensor.name().equals(column.name())) {
        boolean flat = column.type().depth() == 1;
        Shape shape = flat ? Shape.of(tensor.rowShape().elements()) : tensor.rowShape();
        List<String> elements = new ListElements(column, shape).expressions();
        kept.add(column.name(), tensor.type(), shape, elements);
        return;
      }
    }
    KeptText text = KeptText.of(column, output);
    kept.add(column.name(), text.type(), Shape.scalar(), List.of(text.expression()));
    if (text.json()) {
      json.add(column.name());
    }
  }

  @Override
  public List<InputFile> files() {
    return input.files();
  }

  @Override
  public List<String> names() {
    return input.columns().stream().map(InputColumn::name).toList();
  }

  @Override
  public Table sampleInputs() {
    return inputs.sample();
  }

  @Override
  public KeptRows sampleKept() {
    return new KeptRows(kept.sample(), json, null);
  }

  @Override
  public RowBatches open(int fileIndex) throws SQLException {
    InputFile file = input.files().get(fileIndex);
    String sql =
        "SELECT " + String.join(", ", expressions) + " FROM " + input.only(file).relation();
    return new Batches(fileIndex, file, database.connection().prepare(sql));
  }

  /** The rows of one file. */
  private final class Batches implements RowBatches {

    private final int fileIndex;
    private final InputFile file;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private long rowsBefore;

    Batches(int fileIndex, InputFile file, DuckDBPreparedStatement statement) throws SQLException {
      this.fileIndex = fileIndex;
      this.file = file;
      this.statement = statement;
      try {
        this.result = statement.query();
      } catch (SQLException fault) {
        statement.close();
        throw fault;
      }
    }

    @Override
    public @Nullable RowBatch next() throws SQLException {
      if (!result.nextChunk()) {
        if (rowsBefore != file.rows()) {
          throw new SQLException(
              "only " + rowsBefore + " of " + file.rows() + " rows could be read");
        }
        return null;
      }
      DuckDBDataChunkReader chunk = result.chunk();
      List<RowFault> faults = new ArrayList<>();
      lengths
          .check(chunk)
          .forEach(
              rejection ->
                  faults.add(
                      new RowFault(
                          rejection.row(),
                          rejection.code(),
                          RejectedColumn.of(rejection.message()),
                          rejection.message(),
                          false)));
      DecodedRows rows =
          new DecodedRows(
              new DecodedRows.Place(file.path(), fileIndex, rowsBefore, List.of()),
              inputs.copy(chunk),
              new KeptRows(kept.copy(chunk), json, null),
              faults);
      rowsBefore += chunk.rowCount();
      return () -> rows;
    }

    @Override
    public long bytesRead() {
      return file.rows() == 0 ? file.bytes() : file.bytes() * rowsBefore / file.rows();
    }

    @Override
    public void close() throws SQLException {
      try (statement) {
        result.close();
      }
    }
  }

  /** How a value that is no row of the model's is written. */
  private record KeptText(ElementType type, String expression, boolean json) {

    static KeptText of(InputColumn column, FileFormat output) {
      String name = Sql.identifier(column.name());
      String text = "CAST(" + name + " AS VARCHAR)";
      boolean lines = output == FileFormat.JSON_LINES;
      String word = column.type().name();
      if (column.type().isNested()) {
        return new KeptText(ElementType.STRING, "CAST(to_json(" + name + ") AS VARCHAR)", lines);
      }
      if (word.startsWith("DECIMAL") || word.endsWith("HUGEINT")) {
        return new KeptText(ElementType.STRING, text, lines);
      }
      if (word.startsWith("TIMESTAMP")) {
        return new KeptText(ElementType.STRING, time(name, word), false);
      }
      ElementType type = column.type().elementType().orElse(ElementType.STRING);
      boolean plain = type != ElementType.STRING && type != ElementType.DATETIME;
      return new KeptText(
          plain ? type : ElementType.STRING, plain || word.equals("VARCHAR") ? name : text, false);
    }

    /** As ISO 8601 has it, with all digits that are there. */
    private static String time(String name, String type) {
      String value = type.endsWith("ZONE") ? "CAST(" + name + " AS TIMESTAMP)" : name;
      String text = "CAST(" + value + " AS VARCHAR)";
      return "CASE WHEN isinf("
          + name
          + ") THEN "
          + text
          + " ELSE replace("
          + text
          + ", ' ', 'T') || 'Z' END";
    }
  }
}
