package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report that a package stores of a variant, in lines for people. It may have been written by
 * others: what it does not have is left out.
 */
final class StoredReport {

  private static final double KIBI = 1024;

  /** By path, as {@code outputs.0.largest_difference}. */
  private final Map<String, String> values = new LinkedHashMap<>();

  private StoredReport() {}

  /** Returns the lines; one says so if the report is none that conversion writes. */
  static List<String> lines(String json) {
    StoredReport report = new StoredReport();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      report.read(parser, "");
    } catch (IOException broken) {
      return List.of("its report is not readable: " + broken.getMessage());
    }
    List<String> lines = new ArrayList<>();
    report.size(lines);
    report.outputs(lines);
    report.latency(lines);
    return lines.isEmpty() ? List.of("its report is not one of conversion (see --json)") : lines;
  }

  private void read(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        read(parser, path.isEmpty() ? name : path + "." + name);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        read(parser, path + "." + i);
      }
    } else {
      values.put(path, parser.getText());
    }
  }

  private void size(List<String> lines) {
    if (has("size.before", "size.after")) {
      double before = number("size.before");
      double after = number("size.after");
      lines.add(
          format(
              "size %.1f KiB, before %.1f KiB: %.2f ×",
              after / KIBI, before / KIBI, after / before));
    }
  }

  private void outputs(List<String> lines) {
    for (int i = 0; values.containsKey("outputs." + i + ".output"); i++) {
      String at = "outputs." + i + ".";
      if (has(at + "largest_difference", at + "mean_difference", at + "label_agreement")) {
        String name = values.getOrDefault(at + "output", "");
        lines.add(
            format(
                "'%s' differs by up to %.2g, on average %.2g; %.2f %% of labels are equal",
                name,
                number(at + "largest_difference"),
                number(at + "mean_difference"),
                100 * number(at + "label_agreement")));
      }
    }
  }

  private void latency(List<String> lines) {
    List<String> calls = new ArrayList<>();
    for (int i = 0; has("latency." + i + ".rows", "latency." + i + ".ratio"); i++) {
      double rows = number("latency." + i + ".rows");
      calls.add(
          format(
              "%.2f × for %,.0f %s",
              number("latency." + i + ".ratio"), rows, rows == 1 ? "row" : "rows"));
    }
    if (!calls.isEmpty()) {
      lines.add("time of a call " + String.join(", ", calls));
    }
  }

  private boolean has(String... paths) {
    for (String path : paths) {
      if (Double.isNaN(number(path))) {
        return false;
      }
    }
    return true;
  }

  private double number(String path) {
    try {
      return Double.parseDouble(values.getOrDefault(path, "NaN"));
    } catch (NumberFormatException text) {
      return Double.NaN;
    }
  }

  private static String format(String form, Object... arguments) {
    return String.format(Locale.ROOT, form, arguments);
  }
}
