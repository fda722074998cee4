package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields that no signature has, as texts: a text as it is, null as no value, anything else as the
 * JSON that stands there. Not thread-safe.
 */
final class OtherFields {

  private final Map<String, ColumnBuffer> columns = new LinkedHashMap<>();
  private final Set<String> taken;
  private final JsonProblems problems;
  private String source = "";

  /** Keeps the named fields and refuses those whose names are taken; others are skipped. */
  OtherFields(List<String> kept, Set<String> taken, JsonProblems problems) {
    kept.forEach(name -> columns.put(name, new ColumnBuffer(ElementType.STRING, Shape.scalar())));
    this.taken = taken;
    this.problems = problems;
  }

  /** Goes on with another record. */
  void moveTo(String text) {
    source = text;
  }

  /** Reads the value of a field of a row, whose first token is given. */
  void value(String name, int row, JsonTokens tokens, JsonToken token) throws IOException {
    if (taken.contains(name)) {
      problems.add("has a name that the answers have, too, expected another (rename it)");
    }
    ColumnBuffer column = columns.get(name);
    if (column == null) {
      tokens.skip(token);
      return;
    }
    if (column.rows() > row) {
      problems.add("stands twice, expected each name once");
      tokens.skip(token);
      return;
    }
    fill(column, row);
    add(column, tokens, token);
  }

  private void add(ColumnBuffer column, JsonTokens tokens, JsonToken token) throws IOException {
    JsonParser parser = tokens.parser();
    if (token == JsonToken.VALUE_NULL) {
      column.addNull();
    } else if (token.isScalarValue()) {
      add(column, parser.getText());
    } else {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      tokens.skip(token);
      add(column, source.substring(start, (int) parser.currentLocation().getCharOffset()));
    }
  }

  private static void add(ColumnBuffer column, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    column.addBytes(bytes, bytes.length);
  }

  /** Adds nulls until all columns have so many rows. */
  void fill(int rows) {
    columns.values().forEach(column -> fill(column, rows));
  }

  private static void fill(ColumnBuffer column, int rows) {
    while (column.rows() < rows) {
      column.addNull();
    }
  }

  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  List<Column> columns() {
    return new ArrayList<>(columns.values());
  }
}
