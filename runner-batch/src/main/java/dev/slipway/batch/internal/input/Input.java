package dev.slipway.batch.internal.input;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.batch.internal.database.Sql;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Files of one schema, as one relation.
 *
 * @param files in the order in which their rows count, at least one
 */
public record Input(List<InputFile> files) {

  /**
   * Returns the columns that every file has.
   *
   * @return in the order of the first file
   */
  public List<InputColumn> columns() {
    return files.get(0).columns();
  }

  /**
   * Returns how many rows there are.
   *
   * @return the sum over all files
   */
  public long rows() {
    return files.stream().mapToLong(InputFile::rows).sum();
  }

  /**
   * Returns the part of this that is in one file.
   *
   * @param file one of the files
   * @return an input of that file
   */
  public Input only(InputFile file) {
    return new Input(List.of(file));
  }

  /**
   * Returns the part of this that is in some files.
   *
   * @param indexes the places of the files
   * @return an input of those files; this where that is all
   */
  public Input only(List<Integer> indexes) {
    return indexes.size() == files.size()
        ? this
        : new Input(indexes.stream().map(files::get).toList());
  }

  /**
   * Checks that rows can be named by their place.
   *
   * @throws InvalidInputException if a column has a name that hides the place
   */
  public void checkLocatable() {
    for (String name : List.of("file_index", "file_row_number")) {
      if (virtual(name).equals("NULL")) {
        throw new InvalidInputException(
            ErrorCode.INVALID_INPUT,
            "Cannot reject bad rows",
            List.of(
                new Problem(
                    "column '" + name + "'",
                    "hides the places of rows, expected another name (rename it)")));
      }
    }
  }

  /**
   * Returns the relation of all rows, in order.
   *
   * @return what can follow {@code FROM}
   */
  public String relation() {
    return "read_parquet("
        + Sql.files(files.stream().map(InputFile::path).toList())
        + ", hive_partitioning = false)";
  }

  /**
   * Returns an expression of the place of a row's file among the files.
   *
   * @return from 0, null where a column of the input has the name that DuckDB uses for it
   */
  public String fileExpression() {
    return virtual("file_index");
  }

  /**
   * Returns an expression of the place of a row in its file.
   *
   * @return from 0, null where a column of the input has the name that DuckDB uses for it
   */
  public String rowExpression() {
    return virtual("file_row_number");
  }

  private String virtual(String name) {
    boolean taken =
        columns().stream().anyMatch(column -> column.name().toLowerCase(Locale.ROOT).equals(name));
    return taken ? "NULL" : name;
  }

  /** Returns the names of the files. */
  @Override
  public String toString() {
    return files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
  }
}
