package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value in any layout that tables have: a list of records, one record, columns by
 * name, and MLflow's {@code dataframe_split}, {@code dataframe_records}, {@code inputs} and {@code
 * instances}.
 */
public final class LayoutDecoder {

  private final TableDecoder table;
  private final JsonTokens tokens;
  private final JsonProblems problems;
  private @Nullable List<String> splitColumns;

  /**
   * Creates a decoder.
   *
   * @param table where the rows go
   * @param problems where what is wrong goes
   */
  public LayoutDecoder(TableDecoder table, JsonProblems problems) {
    this.table = table;
    this.tokens = table.tokens();
    this.problems = problems;
  }

  /**
   * Reads a whole document.
   *
   * @param signature the fields that are read; others are skipped
   * @param parser at the beginning
   * @param problems where what is wrong goes
   * @return the rows
   * @throws IOException if it is not JSON
   */
  public static TableDecoder document(
      SignatureFields signature, JsonParser parser, JsonProblems problems) throws IOException {
    TableDecoder table = new TableDecoder(signature, parser, problems);
    JsonToken first = parser.nextToken();
    if (first == null) {
      problems.add("is empty, expected records");
      return table;
    }
    new LayoutDecoder(table, problems).value(first);
    if (problems.count() == 0 && parser.nextToken() != null) {
      problems.add("has something after its end (are these JSON lines?)");
    }
    return table;
  }

  /**
   * Reads a whole document that is known to hold columns and data.
   *
   * @param signature the fields that are read; others are skipped
   * @param parser at the beginning
   * @param problems where what is wrong goes
   * @return the rows
   * @throws IOException if it is not JSON
   */
  public static TableDecoder split(
      SignatureFields signature, JsonParser parser, JsonProblems problems) throws IOException {
    TableDecoder table = new TableDecoder(signature, parser, problems);
    new LayoutDecoder(table, problems).split(parser.nextToken());
    return table;
  }

  /**
   * Reads one value.
   *
   * @param token its first token, which the parser just returned
   * @throws IOException if it is not JSON
   */
  public void value(@Nullable JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      object();
    } else if (token == JsonToken.START_ARRAY) {
      list();
    } else {
      problems.add("is neither a list nor an object, expected records");
    }
  }

  private void object() throws IOException {
    boolean layout = false;
    for (JsonToken t = tokens.next(); t != JsonToken.END_OBJECT; t = tokens.next()) {
      String name = tokens.parser().currentName();
      JsonToken value = tokens.next();
      if (layout) {
        tokens.skip(value);
      } else if (table.has(name)) {
        table.column(name, value);
      } else if (name.equals("columns") && value == JsonToken.START_ARRAY) {
        splitColumns = texts(value);
      } else if (table.anySeen() || !layout(name, value)) {
        table.unknown(name);
        tokens.skip(value);
      } else {
        layout = true;
      }
    }
    if (!layout) {
      table.endColumns();
      if (!table.anySeen()) {
        problems.add(
            "has none of the fields " + table.names() + ", expected values by these names");
      }
    }
  }

  /**
   * Reads the value of a key that names a layout; returns false, having read nothing, of others.
   */
  private boolean layout(String name, @Nullable JsonToken value) throws IOException {
    switch (name) {
      case "inputs", "instances", "dataframe_records" -> value(value);
      case "dataframe_split" -> split(value);
      case "data" -> data(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void split(@Nullable JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      problems.add("is no object, expected columns and data");
      tokens.skip(token);
      return;
    }
    boolean data = false;
    for (JsonToken t = tokens.next(); t != JsonToken.END_OBJECT; t = tokens.next()) {
      String name = tokens.parser().currentName();
      JsonToken value = tokens.next();
      switch (name) {
        case "columns" -> splitColumns = texts(value);
        case "data" -> {
          data(value);
          data = true;
        }
        default -> tokens.skip(value);
      }
    }
    if (!data) {
      problems.add("has no data, expected columns and data");
    }
  }

  private List<String> texts(@Nullable JsonToken token) throws IOException {
    List<String> texts = new ArrayList<>();
    if (token != JsonToken.START_ARRAY) {
      problems.add("is no list, expected the names of the columns");
      tokens.skip(token);
      return texts;
    }
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      texts.add(tokens.parser().getText());
      tokens.skip(t);
    }
    return texts;
  }

  private void data(@Nullable JsonToken token) throws IOException {
    List<String> columns = splitColumns;
    FieldDecoder only = table.only();
    boolean matrix =
        only != null
            && only.depth() == 2
            && (columns == null || columns.isEmpty() || !table.has(columns.get(0)));
    if (matrix) {
      table.column(table.names().get(0), token);
      table.endColumns();
    } else {
      table.positional(columns == null ? table.names() : columns, token);
    }
  }

  private void list() throws IOException {
    JsonParser parser = tokens.parser();
    int depth = tokens.depth();
    JsonToken inner = parser.currentToken();
    JsonToken first = tokens.next();
    FieldDecoder only = table.only();
    if (depth == 1 && (inner == JsonToken.START_OBJECT || inner == JsonToken.END_ARRAY)) {
      records();
    } else if (only != null && depth >= only.depth() && !(depth == 2 && only.depth() == 1)) {
      only.rows(tokens, first);
      table.endColumns();
    } else {
      table.positional(table.names(), first);
    }
  }

  private void records() throws IOException {
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      table.record(t);
    }
  }
}
