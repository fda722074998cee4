package dev.slipway.core.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.internal.json.JsonLimits;
import dev.slipway.core.internal.json.JsonProblems;
import dev.slipway.core.internal.json.LayoutDecoder;
import dev.slipway.core.internal.json.LinesDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads JSON as a table of a signature's fields, as docs/package-format.md says under "JSON
 * values".
 *
 * <p>Columns have exactly the signature's types; integers are exact. Names that the signature does
 * not have are skipped. A required field that no record has is a problem, told with all others; an
 * optional one becomes no column; one that only some records have is null in the others. Immutable
 * and thread-safe.
 */
public final class JsonTableReader {

  static final String TASK = "Cannot read JSON";

  private final List<Signature.Field> fields;

  private JsonTableReader(List<Signature.Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * Returns a reader of these fields.
   *
   * @param fields the inputs of a signature
   * @return a reader
   */
  public static JsonTableReader of(List<Signature.Field> fields) {
    return new JsonTableReader(fields);
  }

  /** What to do with a stream that may not be JSON. */
  private interface Reading {
    Table read(JsonParser parser, JsonProblems problems) throws IOException;
  }

  /**
   * Reads one JSON document: a list of records, one record, columns by name, or MLflow's {@code
   * dataframe_split}, {@code dataframe_records}, {@code inputs} or {@code instances}.
   *
   * @param in read to its end and left open
   * @return a table of its own memory
   * @throws dev.slipway.InvalidInputException with everything that is wrong, each with its place as
   *     a JSON pointer such as {@code /3/age}
   */
  public Table read(InputStream in) {
    return read(
        in,
        (parser, problems) ->
            LayoutDecoder.document(fields, parser, problems).requiringAll().table());
  }

  /**
   * Reads JSON lines: each line that is not blank is one record.
   *
   * @param in read to its end and left open
   * @return a table of its own memory
   * @throws dev.slipway.InvalidInputException with everything that is wrong, each with its line
   */
  public Table readLines(InputStream in) {
    LinesDecoder lines = new LinesDecoder(fields, in);
    try {
      lines.read(Integer.MAX_VALUE);
    } catch (IOException broken) {
      lines.broken(broken);
    }
    return lines.table(TASK);
  }

  private static Table read(InputStream in, Reading reading) {
    try (JsonParser parser = JsonLimits.factory().createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      JsonProblems problems = new JsonProblems(parser, false);
      Table table = Table.builder().build();
      try {
        table = reading.read(parser, problems);
      } catch (IOException broken) {
        problems.broken(broken);
      }
      problems.throwIfAny(TASK);
      return table;
    } catch (IOException broken) {
      throw new IllegalStateException("a parser that was read to its end cannot fail", broken);
    }
  }
}
