package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the names of the fields of JSON lines. */
public final class FieldNames {

  private FieldNames() {}

  /**
   * Reads all lines.
   *
   * @param in left open
   * @return the names at the first level, in order; of a line that is broken, those before that
   * @throws IOException if reading fails
   */
  public static Set<String> of(InputStream in) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    TextLines lines = new TextLines(in);
    while (lines.next()) {
      int length = lines.end() - lines.start();
      try (JsonParser parser =
          JsonLimits.factory().createParser(lines.bytes(), lines.start(), length)) {
        add(parser, names);
      } catch (JsonProcessingException broken) {
        // whoever reads the values tells
      }
    }
    return names;
  }

  private static void add(JsonParser parser, Set<String> names) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      names.add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
  }
}
