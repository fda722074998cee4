package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads JSON lines: each line that is not blank is one record. Not thread-safe. */
public final class LinesDecoder {

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final TextLines lines;
  private final JsonProblems problems;
  private final TableDecoder decoder;

  /**
   * Creates a decoder of no records.
   *
   * @param fields what is read of each record
   * @param in read as far as needed, not closed
   */
  public LinesDecoder(List<Signature.Field> fields, InputStream in) {
    JsonParser none = parser("");
    this.lines = new TextLines(in);
    this.problems = new JsonProblems(none, true);
    this.decoder = new TableDecoder(fields, none, problems).requiringAll();
  }

  /**
   * Reads records.
   *
   * @param most how many at most
   * @return how many were read, 0 at the end
   * @throws IOException if reading fails
   */
  public int read(int most) throws IOException {
    int read = 0;
    while (read < most && lines.next()) {
      record();
      read++;
    }
    return read;
  }

  private void record() throws IOException {
    int length = lines.end() - lines.start();
    ByteBuffer bytes = ByteBuffer.wrap(lines.bytes(), lines.start(), length);
    try {
      String text = utf8.decode(bytes).toString().strip();
      record(text);
    } catch (CharacterCodingException malformed) {
      problems.add("line " + lines.number(), "is not UTF-8 (save the file as UTF-8)");
    }
  }

  private void record(String text) throws IOException {
    try (JsonParser parser = parser(text)) {
      decoder.moveTo(parser, lines.number());
      try {
        decoder.record(parser.nextToken());
        if (parser.nextToken() != null) {
          problems.add("goes on after its record, expected one record on each line");
        }
      } catch (IOException broken) {
        problems.broken(broken);
        decoder.endBroken();
      }
    }
  }

  private static JsonParser parser(String text) {
    try {
      return JsonLimits.factory().createParser(text);
    } catch (IOException impossible) {
      throw new IllegalStateException("a text cannot fail to be opened", impossible);
    }
  }

  /**
   * Adds a problem that ended the reading.
   *
   * @param broken what was caught
   */
  public void broken(IOException broken) {
    problems.add("line " + lines.number(), "cannot be read: " + broken.getMessage());
  }

  /**
   * Returns all records as a table.
   *
   * @param task what cannot be done if there are problems
   * @return the columns that any record mentioned
   * @throws dev.slipway.InvalidInputException with everything that is wrong
   */
  public Table table(String task) {
    Table table = decoder.table();
    problems.throwIfAny(task);
    return table;
  }
}
