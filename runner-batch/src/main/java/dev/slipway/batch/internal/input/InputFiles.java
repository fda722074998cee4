package dev.slipway.batch.internal.input;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
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
   * @param patterns each a file, a directory (its {@code *.parquet} files) or a pattern with {@code
   *     *}, {@code ?}, {@code [a-z]} and {@code **}
   * @return pattern by pattern, the files of one in the order of their paths, each file once
   * @throws InvalidInputException if a pattern matches nothing; all such patterns at once
   * @throws SQLException if the database fails
   */
  public static List<Path> find(Database database, List<String> patterns) throws SQLException {
    Set<Path> files = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (String pattern : patterns) {
      Collection<Path> found = isRemote(pattern) ? List.of() : matches(database, pattern);
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

  private static Collection<Path> matches(Database database, String pattern) throws SQLException {
    Path path = Path.of(pattern);
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    String effective = Files.isDirectory(path) ? path.resolve("*.parquet").toString() : pattern;
    Set<Path> found = new TreeSet<>();
    for (List<@Nullable String> row :
        database.rows("SELECT file FROM glob(" + Sql.literal(effective) + ")")) {
      found.add(Path.of(Objects.requireNonNull(row.get(0))));
    }
    return found;
  }
}
