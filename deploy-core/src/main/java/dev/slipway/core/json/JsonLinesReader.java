package dev.slipway.core.json;

import dev.slipway.Column;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.internal.json.LinesDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Reads JSON lines part by part, as {@link JsonTableReader#readLines} reads them as a whole: the
 * same rows, or in the end the same problems. Each line that is not blank is one record. Not
 * thread-safe.
 */
public final class JsonLinesReader {

  private final LinesDecoder lines;

  private JsonLinesReader(LinesDecoder lines) {
    this.lines = lines;
  }

  /**
   * Some records that follow each other.
   *
   * @param table a column for each field, null where a record does not have it
   * @param texts the records themselves, one JSON object for each row
   */
  public record Part(Table table, Column texts) {}

  /**
   * Returns a reader that has read nothing yet.
   *
   * @param fields the inputs of a signature, all with rows of a fixed shape
   * @param in UTF-8, maybe with a byte order mark; left open
   * @return a reader
   * @throws IllegalArgumentException if a field has rows of a free shape
   */
  public static JsonLinesReader of(List<Signature.Field> fields, InputStream in) {
    if (!fields.stream().allMatch(field -> field.rowShape().isFixed())) {
      throw new IllegalArgumentException(
          "fields must have rows of a fixed shape, but are " + fields);
    }
    LinesDecoder lines = new LinesDecoder(fields, in);
    lines.keepTexts();
    return new JsonLinesReader(lines);
  }

  /**
   * Reads the next records.
   *
   * @param most how many at most, above 0
   * @return the records, of memory of their own; none at the end, or once something was wrong: then
   *     the whole input has been read, and {@link #end} tells what
   * @throws IOException if reading fails
   */
  public Part next(int most) throws IOException {
    int read;
    do {
      read = lines.read(most);
      Part part = new Part(lines.takeTable(), lines.takeTexts());
      if (part.texts().rows() > 0) {
        return part;
      }
    } while (read > 0);
    return new Part(lines.takeTable(), lines.takeTexts());
  }

  /**
   * Ends the reading.
   *
   * @return the names of the fields that any record had, of all fields if there was no record
   * @throws dev.slipway.InvalidInputException with everything that was wrong, each with its line
   */
  public Set<String> end() {
    return lines.end(JsonTableReader.TASK);
  }
}
