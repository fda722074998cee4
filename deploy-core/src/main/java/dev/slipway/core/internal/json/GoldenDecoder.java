package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.Signature;
import dev.slipway.Table;
import dev.slipway.core.GoldenRecords;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads golden records: JSON lines of {@code {"input": {…}, "answer": {…}}}. */
public final class GoldenDecoder {

  private final JsonParser parser;
  private final JsonProblems problems;
  private final TableDecoder inputs;
  private final TableDecoder answers;
  private @Nullable BitSet answered;

  /**
   * Creates a decoder.
   *
   * @param inputs the signature's inputs; other names are skipped
   * @param answers the columns of answers; other names are problems
   * @param parser at the beginning
   * @param problems where what is wrong goes
   */
  public GoldenDecoder(
      List<Signature.Field> inputs,
      List<Signature.Field> answers,
      JsonParser parser,
      JsonProblems problems) {
    this.parser = parser;
    this.problems = problems;
    this.inputs = new TableDecoder(inputs, parser, problems);
    this.answers = new TableDecoder(answers, parser, problems).refusingUnknownNames();
  }

  /**
   * Reads all records.
   *
   * @return the records; not to be used if there are problems
   * @throws IOException if it is not JSON
   */
  public GoldenRecords records() throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        record();
      } else {
        problems.add("is no object, expected \"input\" and \"answer\"");
        parser.skipChildren();
      }
    }
    Table input = inputs.table();
    Table answer = answers.table();
    Table none = Table.builder().build();
    return problems.count() > 0 ? new GoldenRecords(none, none) : new GoldenRecords(input, answer);
  }

  private void record() throws IOException {
    int input = 0;
    int answer = 0;
    JsonTokens tokens = new JsonTokens(parser);
    for (JsonToken t = tokens.next(); t != JsonToken.END_OBJECT; t = tokens.next()) {
      String name = parser.currentName();
      JsonToken value = tokens.next();
      switch (name) {
        case "input" -> {
          inputs.record(value);
          input++;
        }
        case "answer" -> {
          sameNames(answers.record(value));
          answer++;
        }
        default -> {
          problems.add("is unknown, expected \"input\" and \"answer\"");
          parser.skipChildren();
        }
      }
    }
    if (input != 1 || answer != 1) {
      problems.add("has not one \"input\" and one \"answer\"");
    }
  }

  private void sameNames(BitSet names) {
    if (answered == null) {
      answered = names;
    } else if (!answered.equals(names)) {
      problems.add("answers other outputs than the record before, expected the same in all");
    }
  }
}
