package dev.slipway.batch.internal.input;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.batch.FileFormat;
import dev.slipway.batch.internal.database.Database;
import dev.slipway.batch.internal.database.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the files that patterns stand for. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Returns the files of all patterns.
   *
   * @param database where patterns are matched
   * @param patterns each a file, a directory or a pattern with {@code *}, {@code ?}, {@code [a-z]}
   *     and {@code **}
   * @param wanted the format, whose files count in a directory; null for all formats
   * @return pattern by pattern, the files of one in the order of their paths, each file once
   * @throws InvalidInputException if a pattern matches nothing; all such patterns at once
   * @throws SQLException if the database fails
   */
  public static List<Path> find(
      Database database, List<String> patterns, @Nullable FileFormat wanted) throws SQLException {
    Set<Path> files = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (String pattern : patterns) {
      Collection<Path> found = isRemote(pattern) ? List.of() : matches(database, pattern, wanted);
      files.addAll(found);
      if (found.isEmpty()) {
        problems.add(new Problem(pattern, nothing(pattern)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read the input", problems);
    }
    return List.copyOf(files);
  }

  private static String nothing(String pattern) {
    if (isRemote(pattern)) {
      return "is not on this machine, expected local files (copy them here first)";
    }
    boolean isPattern = pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    return isPattern || Files.isDirectory(Path.of(pattern))
        ? "no file matches, expected at least one (relative patterns start at "
            + Path.of("").toAbsolutePath()
            + ")"
        : "there is no such file (" + Path.of(pattern).toAbsolutePath() + ")";
  }

  private static boolean isRemote(String pattern) {
    return pattern.contains("://");
  }

  private static Collection<Path> matches(
      Database database, String pattern, @Nullable FileFormat wanted) throws SQLException {
    Path path = Path.of(pattern);
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    boolean directory = Files.isDirectory(path);
    String effective = directory ? Sql.withoutPatterns(pattern) + "/*" : pattern;
    Set<Path> found = new TreeSet<>();
    for (List<@Nullable String> row :
        database.rows("SELECT file FROM glob(" + Sql.literal(effective) + ")")) {
      Path file = Path.of(Objects.requireNonNull(row.get(0)));
      if (!directory || isWanted(file, wanted)) {
        found.add(file);
      }
    }
    return found;
  }

  private static boolean isWanted(Path file, @Nullable FileFormat wanted) {
    return FileFormat.ofName(file.toString())
        .filter(format -> wanted == null || format == wanted)
        .isPresent();
  }

  /**
   * Returns the format of files.
   *
   * @param files at least one
   * @return what their names tell, Parquet where they tell nothing
   * @throws InvalidInputException if they are of several formats
   */
  public static FileFormat format(List<Path> files) {
    FileFormat first = format(files.get(0));
    for (Path file : files) {
      FileFormat other = format(file);
      if (other != first) {
        throw new InvalidInputException(
            ErrorCode.INVALID_INPUT,
            "Cannot read the input",
            List.of(
                new Problem(
                    file.toString(),
                    "is "
                        + other
                        + " by its name, expected "
                        + first
                        + " as "
                        + files.get(0)
                        + " is (all files of a job are of one format, which can be stated)")));
      }
    }
    return first;
  }

  private static FileFormat format(Path file) {
    return FileFormat.ofName(file.toString()).orElse(FileFormat.PARQUET);
  }
}
