package dev.slipway.core.internal.json;

import dev.slipway.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What decoders of one signature share: its fields and their places by name. Immutable.
 *
 * @param fields in order
 * @param names of the fields, in order
 * @param places of the fields, by name
 */
public record SignatureFields(
    List<Signature.Field> fields, List<String> names, Map<String, Integer> places) {

  /**
   * Returns the fields of a signature.
   *
   * @param fields of distinct names
   * @return the same with their places
   */
  public static SignatureFields of(List<Signature.Field> fields) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i).name(), i);
    }
    return new SignatureFields(
        List.copyOf(fields), fields.stream().map(Signature.Field::name).toList(), places);
  }

  /** Returns the place of a field, -1 if none has this name. */
  int place(String name) {
    return places.getOrDefault(name, -1);
  }
}
