package dev.slipway.batch;

import dev.slipway.ModelVersion;
import dev.slipway.batch.internal.database.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that say which model answered, and when. */
final class Provenance {

  private final Map<String, String> expressions = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private Provenance() {}

  /** Returns no columns. */
  static Provenance none() {
    return new Provenance();
  }

  /** Returns the columns of an answer; all have one value for a whole job. */
  static Provenance of(ModelVersion version, Instant scoredAt) {
    Provenance provenance = new Provenance();
    provenance.texts.put("model_name", version.name());
    provenance.texts.put("model_version", version.version());
    provenance.texts.put("model_digest", version.digest());
    provenance.texts.forEach((name, text) -> provenance.expressions.put(name, constant(text)));
    provenance.texts.put("scored_at", scoredAt.toString());
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

  /** Returns the columns as texts, for formats that have no other constants. */
  Map<String, String> texts() {
    return texts;
  }

  /** Returns the names of the columns. */
  Set<String> names() {
    return expressions.keySet();
  }
}
