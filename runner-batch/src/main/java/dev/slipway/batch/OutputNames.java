package dev.slipway.batch;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of the columns of an output: no two may be one. */
final class OutputNames {

  private final Cases cases;
  private final Map<String, String> origins = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  OutputNames(Cases cases) {
    this.cases = cases;
  }

  /** Whether upper and lower case make two names of one. */
  enum Cases {
    /** They do, as in CSV and JSON lines. */
    DIFFER,
    /** They do not, as in the database and so in its Parquet files. */
    ARE_EQUAL
  }

  /** Adds names; {@code origin} says where they come from. */
  OutputNames add(Collection<String> names, String origin) {
    for (String name : names) {
      String key = cases == Cases.DIFFER ? name : name.toLowerCase(Locale.ROOT);
      String other = origins.putIfAbsent(key, origin);
      if (other != null) {
        problems.add(new Problem("column '" + name + "'", fact(other, origin)));
      }
    }
    return this;
  }

  private static String fact(String first, String second) {
    return first.equals(second)
        ? "is twice " + first + ", in upper and lower case, expected different names (rename one)"
        : "is both " + first + " and " + second + ", expected different names (rename it)";
  }

  /**
   * Checks all names.
   *
   * @throws InvalidInputException naming all that clash
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT, "Cannot add the answers to the input", problems);
    }
  }
}
