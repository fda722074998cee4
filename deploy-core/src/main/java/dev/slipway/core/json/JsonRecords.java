package dev.slipway.core.json;

import dev.slipway.Column;
import dev.slipway.Problem;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.internal.json.FieldNames;
import dev.slipway.core.internal.json.RecordsDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads JSON lines that do not fit into memory, some at a time, each line for itself: a line with
 * which something is wrong is told, and the others count. Values are read as {@link
 * JsonTableReader} reads them. Immutable and thread-safe.
 */
public final class JsonRecords {

  private final List<Signature.Field> fields;
  private final List<String> kept;
  private final Set<String> taken;

  private JsonRecords(List<Signature.Field> fields, List<String> kept, Set<String> taken) {
    this.fields = List.copyOf(fields);
    this.kept = List.copyOf(kept);
    this.taken = Set.copyOf(taken);
  }

  /**
   * A line with which something is wrong.
   *
   * @param row its place among the records of the part
   * @param problems what, each with the line and a JSON pointer to the value
   */
  public record BadRecord(int row, List<Problem> problems) {}

  /**
   * Some records that follow each other.
   *
   * @param table the fields, null where a record does not have them, then the further ones as
   *     texts: a text as it is, other values as the JSON that stands there
   * @param texts the records themselves, one JSON object for each row
   * @param lines the line on which each stands
   * @param bad the rows that are not to be used, in order
   */
  public record Part(Table table, Column texts, List<Long> lines, List<BadRecord> bad) {}

  /**
   * Returns a reader of these fields.
   *
   * @param fields the inputs of a signature, all with rows of a fixed shape; a record that lacks a
   *     required one is wrong
   * @return a reader that skips all other fields
   * @throws IllegalArgumentException if a field has rows of a free shape
   */
  public static JsonRecords of(List<Signature.Field> fields) {
    if (!fields.stream().allMatch(field -> field.rowShape().isFixed())) {
      throw new IllegalArgumentException(
          "fields must have rows of a fixed shape, but are " + fields);
    }
    return new JsonRecords(fields, List.of(), Set.of());
  }

  /**
   * Returns a reader that also reads further fields.
   *
   * @param names of fields that the signature does not have
   * @return a reader
   */
  public JsonRecords keeping(List<String> names) {
    return new JsonRecords(fields, names, taken);
  }

  /**
   * Returns a reader for which a record with one of these fields is wrong.
   *
   * @param names of fields that the signature does not have
   * @return a reader
   */
  public JsonRecords refusing(Set<String> names) {
    return new JsonRecords(fields, kept, names);
  }

  /**
   * Reads records.
   *
   * @param text whole lines of UTF-8, without a byte order mark
   * @param firstLine the number of its first line
   * @return one row for each line that is not blank, of memory of its own
   */
  public Part read(byte[] text, long firstLine) {
    RecordsDecoder decoder = new RecordsDecoder(fields, kept, taken);
    List<BadRecord> bad = new ArrayList<>();
    decoder.read(text, firstLine, (row, problems) -> bad.add(new BadRecord(row, problems)));
    return new Part(decoder.table(), decoder.texts(), decoder.lines(), bad);
  }

  /**
   * Finds the names of fields.
   *
   * @param in JSON lines, read to their end and left open; lines that are no records are passed
   * @return each name once, in the order in which they come first
   * @throws IOException if reading fails
   */
  public static Set<String> names(InputStream in) throws IOException {
    return FieldNames.of(in);
  }
}
