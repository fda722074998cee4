package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a JSON input; each problem names its place. Not thread-safe. */
public final class JsonProblems {

  /** How many problems are kept; further ones are only counted. */
  public static final int KEPT = 99;

  private final List<Problem> kept = new ArrayList<>();
  private final boolean lines;
  private JsonParser parser;
  private long line;
  private int count;

  /**
   * Creates an empty collection.
   *
   * @param parser tells where a problem is
   * @param lines whether places begin with the line
   */
  public JsonProblems(JsonParser parser, boolean lines) {
    this.parser = parser;
    this.lines = lines;
  }

  /** Goes on with a parser of one line; places name that line from now on. */
  void moveTo(JsonParser next, long number) {
    parser = next;
    line = number;
  }

  /**
   * Adds a problem of the value that the parser stands at.
   *
   * @param message a fact and what was expected
   */
  public void add(String message) {
    add(place(), message);
  }

  /**
   * Adds a problem of a place that was passed before.
   *
   * @param where what {@link #place} returned there
   * @param message a fact and what was expected
   */
  void add(String where, String message) {
    if (count++ < KEPT) {
      kept.add(new Problem(where, message));
    }
  }

  /**
   * Adds a problem that ends the reading.
   *
   * @param broken what was caught
   */
  public void broken(IOException broken) {
    String reason =
        broken instanceof JsonProcessingException syntax
            ? "is not JSON: " + reason(syntax)
            : "cannot be read: " + broken.getMessage();
    count++;
    kept.add(new Problem(lines ? place() : "", reason));
  }

  private String reason(JsonProcessingException syntax) {
    return line > 0 ? JsonSyntax.inLine(syntax) : JsonSyntax.reason(syntax);
  }

  /** Returns where the parser stands. */
  String place() {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    if (!lines) {
      return pointer;
    }
    String place = "line " + (line > 0 ? line : parser.currentTokenLocation().getLineNr());
    return pointer.isEmpty() ? place : place + " " + pointer;
  }

  /**
   * Returns how many there are.
   *
   * @return also those that were not kept
   */
  public int count() {
    return count;
  }

  /**
   * Returns what was collected.
   *
   * @return the first problems and, if there are more, how many more
   */
  public List<Problem> list() {
    List<Problem> all = new ArrayList<>(kept);
    if (count > kept.size()) {
      all.add(new Problem("", "and " + (count - kept.size()) + " more"));
    }
    return all;
  }

  /**
   * Returns what was collected, and forgets it.
   *
   * @return as {@link #list}
   */
  List<Problem> drain() {
    List<Problem> all = list();
    kept.clear();
    count = 0;
    return all;
  }

  /**
   * Throws if there are any.
   *
   * @param task what cannot be done
   */
  public void throwIfAny(String task) {
    if (count > 0) {
      throw new InvalidInputException(ErrorCode.INVALID_INPUT, task, list());
    }
  }
}
