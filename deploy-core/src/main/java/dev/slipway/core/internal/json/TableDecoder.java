package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.Column;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.spi.NearestWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows of a signature's fields into a table. A field that no row mentions has no column; in
 * a row that does not mention it, a field is null.
 */
public final class TableDecoder {

  private static final Table NOTHING = Table.builder().build();

  private final JsonTokens tokens;
  private final JsonProblems problems;
  private final SignatureFields signature;
  private final List<FieldDecoder> fields;
  private final MissingFields missing;
  private int rows;
  private boolean unknownRefused;
  private @Nullable OtherFields others;

  /**
   * Creates a decoder of no rows.
   *
   * @param signature the fields that are read; others are skipped
   * @param parser where values are read from
   * @param problems where what is wrong goes
   */
  public TableDecoder(List<Signature.Field> signature, JsonParser parser, JsonProblems problems) {
    this(SignatureFields.of(signature), parser, problems);
  }

  /**
   * Creates a decoder of no rows.
   *
   * @param signature the fields that are read; others are skipped
   * @param parser where values are read from
   * @param problems where what is wrong goes
   */
  public TableDecoder(SignatureFields signature, JsonParser parser, JsonProblems problems) {
    this.signature = signature;
    this.tokens = new JsonTokens(parser);
    this.problems = problems;
    this.fields = new ArrayList<>(signature.fields().size());
    for (int i = 0; i < signature.fields().size(); i++) {
      fields.add(new FieldDecoder(signature.fields().get(i), problems));
    }
    this.missing = new MissingFields(fields, problems);
  }

  /**
   * Makes names that no field has a problem, where they would be skipped.
   *
   * @return this
   */
  TableDecoder refusingUnknownNames() {
    unknownRefused = true;
    return this;
  }

  /**
   * Makes a required field that no row has a problem, where it would be no column.
   *
   * @return this
   */
  public TableDecoder requiringAll() {
    missing.requireAll();
    return this;
  }

  /** Makes each record tell by itself which fields it lacks, and keeps further fields. */
  TableDecoder eachForItself(OtherFields further) {
    others = further;
    fields.forEach(FieldDecoder::leaveMissingToOthers);
    return this;
  }

  /** Goes on with another text, whose problems are those of one line. */
  void moveTo(JsonParser next, long line) {
    tokens.moveTo(next);
    problems.moveTo(next, line);
  }

  /** Ends a record that broke in the middle. */
  void endBroken() {
    endRow();
  }

  /**
   * Returns the rows since the last such call, with all fields, null where no record had any; all
   * fields have rows of a fixed shape.
   */
  Table take() {
    Table.Builder table = Table.builder();
    for (FieldDecoder field : fields) {
      field.fill(rows);
      table.column(field.field().name(), field.take());
    }
    rows = 0;
    return table.build();
  }

  /**
   * Reads one record.
   *
   * @param token its first token, which the parser just returned
   * @return the places of the fields that it has
   * @throws IOException if it is not JSON
   */
  public BitSet record(@Nullable JsonToken token) throws IOException {
    BitSet seen = new BitSet();
    if (token != JsonToken.START_OBJECT) {
      problems.add("is no record, expected an object with values by name");
      tokens.skip(token);
      if (others != null) {
        endRow();
      }
      return seen;
    }
    for (JsonToken t = tokens.next(); t != JsonToken.END_OBJECT; t = tokens.next()) {
      String name = tokens.parser().currentName();
      FieldDecoder field = fieldHere(seen);
      JsonToken value = tokens.next();
      if (field != null) {
        field.fill(rows);
        field.row(tokens, value);
      } else if (others != null && !has(name)) {
        others.value(name, rows, tokens, value);
      } else {
        tokens.skip(value);
      }
    }
    if (others == null) {
      missing.record(seen);
    } else {
      missing.refuse(seen);
    }
    endRow();
    return seen;
  }

  /** Takes in a name that {@link #has} not. */
  void unknown(String name) {
    missing.unknown(name);
  }

  private @Nullable FieldDecoder fieldHere(BitSet seen) throws IOException {
    String name = tokens.parser().currentName();
    int place = signature.place(name);
    if (place < 0) {
      if (rows == 0) {
        unknown(name);
      }
      if (unknownRefused) {
        String nearest = NearestWord.of(name, signature.names()).orElse("");
        problems.add("'" + name + "' is unknown, nearest is '" + nearest + "'");
      }
      return null;
    }
    if (seen.get(place)) {
      problems.add("stands twice, expected each name once");
      return null;
    }
    seen.set(place);
    return fields.get(place);
  }

  private void endRow() {
    rows++;
    for (FieldDecoder field : fields) {
      if (field.seen()) {
        field.fill(rows);
      }
    }
    if (others != null) {
      others.fill(rows);
    }
  }

  /**
   * Reads the value of the named field: one row's, or a list of all rows'.
   *
   * @param name of a field that {@link #has}
   * @param value its first token, which the parser just returned
   */
  void column(String name, @Nullable JsonToken value) throws IOException {
    FieldDecoder field = field(name);
    if (field.seen()) {
      problems.add("stands twice, expected each name once");
      tokens.skip(value);
    } else if (value != JsonToken.START_ARRAY) {
      field.row(tokens, value);
    } else {
      int depth = tokens.depth();
      boolean empty = depth == 1 && tokens.parser().currentToken() == JsonToken.END_ARRAY;
      JsonToken first = tokens.next();
      if (empty || depth >= field.depth()) {
        field.rows(tokens, first);
      } else {
        field.row(tokens, first);
      }
    }
  }

  /** Ends a reading of columns: all must have as many rows. */
  void endColumns() {
    missing.columns();
    for (FieldDecoder field : fields) {
      rows = Math.max(rows, field.seen() ? field.rows() : 0);
    }
    for (FieldDecoder field : fields) {
      if (field.seen() && field.rows() != rows) {
        problems.add(
            "'"
                + field.field().name()
                + "' has "
                + field.rows()
                + " rows, expected "
                + rows
                + " as others have");
        field.fill(rows);
      }
    }
  }

  /** Reads a list of rows, each a list of values in the order of the names. */
  void positional(List<String> names, @Nullable JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      problems.add("is no list, expected a list of rows");
      tokens.skip(token);
      return;
    }
    if (names.stream().distinct().count() != names.size()) {
      problems.add("has columns of one name, expected distinct names, but has " + names);
      tokens.skip(token);
      return;
    }
    names.stream().filter(name -> !has(name)).forEach(this::unknown);
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      if (t == JsonToken.START_ARRAY) {
        positionalRow(names);
      } else {
        problems.add("is no list, expected a row of " + names.size() + " values");
        tokens.skip(t);
      }
      endRow();
    }
    missing.columns();
  }

  private void positionalRow(List<String> names) throws IOException {
    int place = 0;
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      if (place < names.size() && has(names.get(place))) {
        FieldDecoder field = field(names.get(place));
        field.fill(rows);
        field.row(tokens, t);
      } else {
        tokens.skip(t);
      }
      place++;
    }
    if (place != names.size()) {
      problems.add("has " + place + " values, expected " + names.size());
    }
  }

  /** Returns whether a field has this name. */
  boolean has(String name) {
    return signature.place(name) >= 0;
  }

  /** Returns the only field, or null if there are more. */
  @Nullable FieldDecoder only() {
    return fields.size() == 1 ? fields.get(0) : null;
  }

  List<String> names() {
    return signature.names();
  }

  boolean anySeen() {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).seen()) {
        return true;
      }
    }
    return false;
  }

  JsonTokens tokens() {
    return tokens;
  }

  private FieldDecoder field(String name) {
    return fields.get(signature.place(name));
  }

  /**
   * Returns the table.
   *
   * @return the rows read so far, with the columns that any of them mentioned; with all columns if
   *     there are no rows; without any if there are problems
   */
  public Table table() {
    noteAbsent(rows);
    if (problems.count() > 0) {
      return NOTHING;
    }
    List<Column> columns = new ArrayList<>(fields.size());
    List<String> names = new ArrayList<>(fields.size());
    for (FieldDecoder field : fields) {
      if (field.seen() || rows == 0) {
        names.add(field.field().name());
        columns.add(field.column());
      }
    }
    return Table.of(names.size() == fields.size() ? signature.names() : names, columns);
  }

  /** Notes what only the end of all rows can tell: fields that none, or not all of them had. */
  void noteAbsent(long allRows) {
    boolean any = anySeen();
    if (allRows > 0 && !any && problems.count() == 0) {
      problems.add("has none of the fields " + names() + ", expected values by these names");
    }
    missing.tell(any && allRows > 0);
  }
}
