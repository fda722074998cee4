package dev.slipway.core.internal.json;

import dev.slipway.spi.NearestWord;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where required fields are not, and which names no field has. Not thread-safe. */
final class MissingFields {

  /** How many names that no field has are kept, for what they may have been meant to be. */
  private static final int NAMES_KEPT = 16;

  /** By the place of a required field: the first record that lacks it. */
  private Map<Integer, String> first = Map.of();

  private Set<String> unknown = Set.of();
  private final List<FieldDecoder> fields;
  private final JsonProblems problems;
  private boolean allRequired;

  /** Notes nothing yet; the fields are the decoder's own. */
  MissingFields(List<FieldDecoder> fields, JsonProblems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** Makes a required field that nothing has a problem. */
  void requireAll() {
    allRequired = true;
  }

  /** Takes in a name that no field has. */
  void unknown(String name) {
    if (unknown.isEmpty()) {
      unknown = new LinkedHashSet<>();
    }
    if (unknown.size() < NAMES_KEPT) {
      unknown.add(name);
    }
  }

  /** Takes in the record that was just read; whether it is wrong, the end of all rows tells. */
  void record(BitSet seen) {
    for (int i = seen.nextClearBit(0); i < fields.size(); i = seen.nextClearBit(i + 1)) {
      if (fields.get(i).field().required()) {
        lacks(i);
      }
    }
  }

  /** Adds a problem for each field that the record that was just read lacks. */
  void refuse(BitSet seen) {
    for (int i = seen.nextClearBit(0); i < fields.size(); i = seen.nextClearBit(i + 1)) {
      if (fields.get(i).field().required()) {
        problems.add("has no '" + fields.get(i).field().name() + "', expected one (or null)");
      }
    }
  }

  /** Takes in that columns were just read. */
  void columns() {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).field().required() && !fields.get(i).seen()) {
        lacks(i);
      }
    }
  }

  private void lacks(int field) {
    if (first.isEmpty()) {
      first = new TreeMap<>();
    }
    if (!first.containsKey(field)) {
      first.put(field, problems.place());
    }
  }

  /** Notes fields that no row had, if any field is there at all, and those that only some had. */
  void tell(boolean anySeen) {
    if (first.isEmpty()) {
      return;
    }
    first.forEach(
        (place, where) -> {
          FieldDecoder field = fields.get(place);
          String name = field.field().name();
          if (!field.seen() && anySeen && allRequired) {
            problems.add(where, "has no '" + name + "', expected " + field.field() + meant(name));
          } else if (field.seen() && !field.reportsMissing()) {
            problems.add(
                where, "has no '" + name + "', expected one as in other records (or null)");
          }
        });
    first.clear();
  }

  private String meant(String name) {
    return NearestWord.alike(name, unknown)
        .map(near -> " (did you mean it by '" + near + "'?)")
        .orElse("");
  }
}
