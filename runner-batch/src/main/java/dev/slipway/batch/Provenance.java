package dev.slipway.batch;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.ModelVersion;
import dev.slipway.Problem;
import dev.slipway.batch.internal.database.Sql;
import dev.slipway.batch.internal.input.InputColumn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns that say which model answered, and when. */
final class Provenance {

  private final Map<String, String> expressions = new LinkedHashMap<>();

  private Provenance() {}

  /** Returns no columns. */
  static Provenance none() {
    return new Provenance();
  }

  /** Returns the columns of an answer; all have one value for a whole job. */
  static Provenance of(ModelVersion version, Instant scoredAt) {
    Provenance provenance = new Provenance();
    provenance.expressions.put("model_name", constant(version.name()));
    provenance.expressions.put("model_version", constant(version.version()));
    provenance.expressions.put("model_digest", constant(version.digest()));
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, scoredAt);
    provenance.expressions.put("scored_at", "make_timestamp(" + micros + ")");
    return provenance;
  }

  /** A type of one value: written once into a dictionary, and read as text. */
  private static String constant(String text) {
    String literal = Sql.literal(text);
    return "CAST(" + literal + " AS ENUM(" + literal + "))";
  }

  /** Returns the items of a select list. */
  List<String> items() {
    List<String> items = new ArrayList<>();
    expressions.forEach((name, value) -> items.add(value + " AS " + Sql.identifier(name)));
    return items;
  }

  /**
   * Checks that no two columns of the output have one name; upper and lower case do not count.
   *
   * @throws InvalidInputException naming all that clash
   */
  void checkNames(List<InputColumn> inputs, List<String> outputs) {
    Map<String, String> origins = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    inputs.forEach(column -> origins.put(key(column.name()), "a column of the input"));
    outputs.forEach(name -> claim(name, "an output of the model", origins, problems));
    expressions.keySet().forEach(name -> claim(name, "added by the job", origins, problems));
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          ErrorCode.INVALID_INPUT, "Cannot add the answers to the input", problems);
    }
  }

  private static void claim(
      String name, String origin, Map<String, String> origins, List<Problem> problems) {
    String other = origins.putIfAbsent(key(name), origin);
    if (other != null) {
      problems.add(
          new Problem(
              "column '" + name + "'",
              "is both " + other + " and " + origin + ", expected different names (rename it)"));
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
