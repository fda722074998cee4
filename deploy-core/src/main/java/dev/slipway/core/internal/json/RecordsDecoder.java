package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Problem;
import dev.slipway.Shape;
import dev.slipway.Signature;
import dev.slipway.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads some JSON lines, each for itself: what is wrong with one says nothing of the others. Not
 * thread-safe; for one use.
 */
public final class RecordsDecoder {

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final JsonProblems problems;
  private final TableDecoder decoder;
  private final OtherFields others;
  private final ColumnBuffer texts = new ColumnBuffer(ElementType.STRING, Shape.scalar());
  private final List<Long> lines = new ArrayList<>();

  /**
   * Creates a decoder of no records.
   *
   * @param fields what is read with its type; all with rows of a fixed shape
   * @param kept further fields, read as texts
   * @param taken names that no further field may have
   */
  public RecordsDecoder(List<Signature.Field> fields, List<String> kept, Set<String> taken) {
    JsonParser none = parser("");
    this.problems = new JsonProblems(none, true);
    this.others = new OtherFields(kept, taken, problems);
    this.decoder = new TableDecoder(fields, none, problems).eachForItself(others);
  }

  /**
   * Reads all records of a text.
   *
   * @param text whole lines of UTF-8, without a byte order mark
   * @param firstLine the number of its first line
   * @param wrong is told the place of each record with which something is wrong, and what; that
   *     record's row has nulls
   */
  public void read(byte[] text, long firstLine, BiConsumer<Integer, List<Problem>> wrong) {
    TextLines source = new TextLines(new ByteArrayInputStream(text));
    try {
      while (source.next()) {
        long line = firstLine + source.number() - 1;
        record(ByteBuffer.wrap(source.bytes(), 0, source.end()), line);
        if (problems.count() > 0) {
          wrong.accept(lines.size(), problems.drain());
        }
        lines.add(line);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("lines in memory cannot fail to be read", impossible);
    }
  }

  private void record(ByteBuffer bytes, long line) {
    String text = "";
    try {
      text = utf8.decode(bytes).toString().strip();
      record(text, line);
    } catch (CharacterCodingException malformed) {
      problems.add("line " + line, "is not UTF-8 (save the file as UTF-8)");
      decoder.endBroken();
    }
    byte[] kept = text.getBytes(StandardCharsets.UTF_8);
    texts.addBytes(kept, kept.length);
  }

  private void record(String text, long line) {
    try (JsonParser parser = parser(text)) {
      decoder.moveTo(parser, line);
      others.moveTo(text);
      boolean ended = false;
      try {
        decoder.record(parser.nextToken());
        ended = true;
        if (problems.count() == 0 && parser.nextToken() != null) {
          problems.add("goes on after its record, expected one record on each line");
        }
      } catch (IOException broken) {
        problems.broken(broken);
        if (!ended) {
          decoder.endBroken();
        }
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("a text cannot fail to be closed", impossible);
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
   * Returns what was read.
   *
   * @return the fields, then the further ones; of memory of its own
   */
  public Table table() {
    Table table = decoder.take();
    List<String> names = new ArrayList<>(table.names());
    names.addAll(others.names());
    List<Column> columns = new ArrayList<>(table.columns());
    columns.addAll(others.columns());
    return Table.of(names, columns);
  }

  /**
   * Returns the records themselves.
   *
   * @return one text for each, without white space around it; empty where it is not UTF-8
   */
  public Column texts() {
    return texts;
  }

  /**
   * Returns where the records stand.
   *
   * @return one number of a line for each
   */
  public List<Long> lines() {
    return lines;
  }
}
