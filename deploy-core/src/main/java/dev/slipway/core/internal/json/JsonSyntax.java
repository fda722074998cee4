package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where and why a text is not JSON. */
final class JsonSyntax {

  private static final Pattern CHARACTER =
      Pattern.compile("^Unexpected character \\('(.)'", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("^Unrecognized token '([^']*)'");

  /** What the parser's words begin with or hold, and what they mean; the first that fits counts. */
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put("ends too early", "it ends too early");
    MEANINGS.put("end-of-input", "it ends too early");
    MEANINGS.put("nesting depth", "it is nested deeper than " + JsonLimits.DEPTH + " levels");
    MEANINGS.put("exceeds the maximum", "a number or text is too long");
    MEANINGS.put("close marker", "a bracket is closed by one of another kind");
    MEANINGS.put("CTRL-CHAR", "a line end or control character stands where none may");
    MEANINGS.put("UTF-8", "it is not UTF-8");
    MEANINGS.put("UTF-32", "it is not UTF-8");
    MEANINGS.put("escape", "a text has an unknown escape after a backslash");
    MEANINGS.put("numeric value", "a number is not written as JSON has it");
    MEANINGS.put("Unexpected separator", "a comma or colon stands where none may");
  }

  private JsonSyntax() {}

  /** Returns the line, the column and the reason. */
  static String reason(JsonProcessingException broken) {
    JsonLocation location = broken.getLocation();
    return location == null
        ? words(broken)
        : "line "
            + location.getLineNr()
            + ", column "
            + location.getColumnNr()
            + ": "
            + words(broken);
  }

  /** Returns the column and the reason, where the line is told already. */
  static String inLine(JsonProcessingException broken) {
    JsonLocation location = broken.getLocation();
    return location == null
        ? words(broken)
        : "column " + location.getColumnNr() + ": " + words(broken);
  }

  private static String words(JsonProcessingException broken) {
    String said = String.valueOf(broken.getOriginalMessage());
    Matcher character = CHARACTER.matcher(said);
    if (character.find()) {
      return "unexpected '" + character.group(1) + "'";
    }
    Matcher word = WORD.matcher(said);
    if (word.find()) {
      return "unexpected '" + word.group(1) + "'";
    }
    return MEANINGS.entrySet().stream()
        .filter(meaning -> said.contains(meaning.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("something there is not JSON");
  }
}
