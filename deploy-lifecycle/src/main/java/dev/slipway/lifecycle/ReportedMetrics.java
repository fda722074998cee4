package dev.slipway.lifecycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.core.ModelPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the numbers out of the reports that a package's variants were made with. */
final class ReportedMetrics {

  private ReportedMetrics() {}

  /** Returns each number by the variant and its place, as {@code tflite.size.bytes}. */
  static Map<String, Double> of(Path location, ModelPackage source) {
    Map<String, Double> metrics = new TreeMap<>();
    source.report().ifPresent(report -> add(source.variant(), report, metrics));
    for (String variant : source.variants()) {
      if (!variant.equals(source.variant())) {
        try (ModelPackage other = ModelPackage.read(location, variant)) {
          other.report().ifPresent(report -> add(variant, report, metrics));
        }
      }
    }
    return metrics;
  }

  /** A report that is no JSON is shown by nothing, as the package format has it. */
  private static void add(String variant, String report, Map<String, Double> metrics) {
    Map<String, Double> found = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(report)) {
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
          found.put(variant + place(parser), parser.getDoubleValue());
        }
      }
    } catch (IOException broken) {
      found.clear();
    }
    metrics.putAll(found);
  }

  private static String place(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString().replace('/', '.');
  }
}
