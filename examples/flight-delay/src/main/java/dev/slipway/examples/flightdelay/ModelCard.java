package dev.slipway.examples.flightdelay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The numbers of the model card: a part of the README that training writes and people do not. */
final class ModelCard {

  private static final String START = "<!-- written by FlightDelayTraining -->\n";
  private static final String END = "<!-- end -->\n";

  private static final String HEADING =
      """
      | held-out flights | late | AUC | log-loss | of the base rate | called late | right | found |
      |---|---|---|---|---|---|---|---|
      """;

  private ModelCard() {}

  /** Replaces the numbers in a page by those of these measurements, the packaged model's first. */
  static void renew(Path page, List<Measurement> measurements) throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf(START);
    int end = text.indexOf(END);
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "Cannot write numbers into " + page + ": expected a line " + START + "and a line " + END);
    }
    String numbers = numbers(measurements);
    Files.writeString(
        page, text.substring(0, start + START.length()) + numbers + text.substring(end));
  }

  static String numbers(List<Measurement> measurements) {
    Measurement packaged = measurements.get(0);
    StringBuilder text = new StringBuilder();
    text.append(
        "Version `%s`, digest `%s`.\n\n"
            .formatted(packaged.version().version(), packaged.version().digest()));
    text.append(HEADING);
    measurements.forEach(measurement -> text.append(row(measurement)));
    return text.toString();
  }

  private static String row(Measurement measurement) {
    Quality quality = measurement.quality();
    Alarms alarms = measurement.alarms();
    return String.format(
        Locale.ROOT,
        "| %,d | %.1f %% | %.3f | %.4f | %.4f | %,d | %.1f %% | %.1f %% |\n",
        quality.flights(),
        100 * quality.baseRate(),
        quality.areaUnderCurve(),
        quality.logLoss(),
        quality.baseLogLoss(),
        alarms.raised(),
        100 * alarms.precision(),
        100 * alarms.recall());
  }
}
