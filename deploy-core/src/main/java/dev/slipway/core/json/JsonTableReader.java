package dev.slipway.core.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.internal.json.JsonLimits;
import dev.slipway.core.internal.json.JsonProblems;
import dev.slipway.core.internal.json.LayoutDecoder;
import dev.slipway.core.internal.json.LinesDecoder;
import dev.slipway.core.internal.json.SignatureFields;
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

  private static final Table NOTHING = Table.builder().build();

  private final SignatureFields fields;

  private JsonTableReader(SignatureFields fields) {
    this.fields = fields;
  }

  /**
   * Returns a reader of these fields.
   *
   * @param fields the inputs of a signature
   * @return a reader
   */
  public static JsonTableReader of(List<Signature.Field> fields) {
    return new JsonTableReader(SignatureFields.of(fields));
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
    try {
      return read(JsonLimits.factory().createParser(in));
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /**
   * Reads one JSON document, as {@link #read(InputStream)} does.
   *
   * @param json not changed while it is read
   * @return a table of its own memory
   * @throws dev.slipway.InvalidInputException as for {@link #read(InputStream)}
   */
  public Table read(byte[] json) {
    try {
      return read(JsonLimits.factory().createParser(json));
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /**
   * Reads JSON lines: each line that is not blank is one record.
   *
   * @param in read to its end and left open
   * @return a table of its own memory
   * @throws dev.slipway.InvalidInputException with everything that is wrong, each with its line
   */
  public Table readLines(InputStream in) {
    LinesDecoder lines = new LinesDecoder(fields.fields(), in);
    try {
      lines.read(Integer.MAX_VALUE);
    } catch (IOException broken) {
      lines.broken(broken);
    }
    return lines.table(TASK);
  }

  /** Says that not even the encoding of the text can be told. */
  private static InvalidInputException unreadable(IOException broken) {
    return new InvalidInputException(
        ErrorCode.INVALID_INPUT,
        TASK,
        List.of(new Problem("", "cannot be read: " + broken.getMessage())));
  }

  private Table read(JsonParser opened) {
    try (JsonParser parser = opened) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      JsonProblems problems = new JsonProblems(parser, false);
      Table table = NOTHING;
      try {
        table = LayoutDecoder.document(fields, parser, problems).requiringAll().table();
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
