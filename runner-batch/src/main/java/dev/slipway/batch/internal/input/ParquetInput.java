package dev.slipway.batch.internal.input;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.batch.internal.database.ColumnType;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.DatabaseFaults;
import dev.slipway.batch.internal.database.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Parquet files say of themselves. All files must have the same columns of the same
 * types, by name; their order may differ.
 */
public final class ParquetInput {

  private static final String TASK = "Cannot read the input";

  private ParquetInput() {}

  /**
   * Describes files.
   *
   * @param database where they are read
   * @param paths at least one
   * @return the input, in the order of the paths
   * @throws InvalidInputException if a file is no whole Parquet file, has columns that differ only
   *     in case, or differs from the first; all problems at once
   */
  public static Input open(Database database, List<Path> paths) {
    List<Problem> problems = new ArrayList<>();
    List<InputFile> files = new ArrayList<>();
    for (Path path : paths) {
      ParquetEnds.problem(path)
          .ifPresentOrElse(
              problem -> problems.add(new Problem(path.toString(), problem)),
              () -> files.add(describe(database, path, problems)));
    }
    files.removeIf(Objects::isNull);
    for (InputFile file : files) {
      checkNames(file, problems);
      compare(files.get(0), file, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, TASK, problems);
    }
    return new Input(List.copyOf(files));
  }

  private static @Nullable InputFile describe(
      Database database, Path path, List<Problem> problems) {
    try {
      String file = Sql.files(List.of(path));
      String count = "SELECT num_rows FROM parquet_file_metadata(" + file + ")";
      String rows = Objects.requireNonNull(database.rows(count).get(0).get(0));
      return InputFile.of(path, Long.parseLong(rows), columns(database, file));
    } catch (SQLException | IOException unreadable) {
      problems.add(new Problem(path.toString(), DatabaseFaults.firstLine(unreadable)));
      return null;
    }
  }

  /** Walks the schema tree, which the query gives in depth-first order, along its first level. */
  private static List<InputColumn> columns(Database database, String file) throws SQLException {
    List<List<@Nullable String>> nodes =
        database.rows("SELECT name, num_children, duckdb_type FROM parquet_schema(" + file + ")");
    List<InputColumn> columns = new ArrayList<>();
    int node = 1;
    while (node < nodes.size()) {
      List<@Nullable String> row = nodes.get(node);
      String name = Objects.requireNonNull(row.get(0));
      columns.add(new InputColumn(name, new ColumnType(Objects.toString(row.get(2), "NULL"))));
      node = afterSubtree(nodes, node);
    }
    return columns;
  }

  private static int afterSubtree(List<List<@Nullable String>> nodes, int start) {
    int open = 1;
    int node = start;
    while (open > 0) {
      String children = nodes.get(node++).get(1);
      open += (children == null ? 0 : Integer.parseInt(children)) - 1;
    }
    return node;
  }

  private static void checkNames(InputFile file, List<Problem> problems) {
    Map<String, String> seen = new HashMap<>();
    for (InputColumn column : file.columns()) {
      String other = seen.putIfAbsent(column.name().toLowerCase(Locale.ROOT), column.name());
      if (other != null) {
        problems.add(
            new Problem(
                file.path().toString(),
                "columns '"
                    + other
                    + "' and '"
                    + column.name()
                    + "' differ at most in upper and lower case, expected other names (rename one)"));
      }
    }
  }

  private static void compare(InputFile first, InputFile file, List<Problem> problems) {
    Map<String, String> expected = types(first);
    Map<String, String> actual = types(file);
    for (Map.Entry<String, String> column : expected.entrySet()) {
      String type = actual.remove(column.getKey());
      if (type == null) {
        problems.add(difference(file, column.getKey(), "is missing", first));
      } else if (!type.equals(column.getValue())) {
        String fact = "is " + type + ", expected " + column.getValue();
        problems.add(difference(file, column.getKey(), fact, first));
      }
    }
    for (String name : actual.keySet()) {
      problems.add(difference(file, name, "is not expected", first));
    }
  }

  private static Problem difference(InputFile file, String column, String fact, InputFile first) {
    return new Problem(
        file.path().toString(),
        "column '"
            + column
            + "' "
            + fact
            + ", as in "
            + first.path()
            + " (all files of a job must"
            + " have the same columns)");
  }

  private static Map<String, String> types(InputFile file) {
    Map<String, String> types = new LinkedHashMap<>();
    file.columns().forEach(column -> types.put(column.name(), column.type().name()));
    return types;
  }
}
