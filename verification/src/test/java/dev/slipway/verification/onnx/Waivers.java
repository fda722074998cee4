package dev.slipway.verification.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cases that the engine does not pass, as a file has them. */
final class Waivers {

  private static final String REASON = "reason: ";
  private static final String FAILURE = "fails with: ";

  private Waivers() {}

  /**
   * Reads a file of groups: why, what the message of the failure has, and the names of the cases.
   * Lines that begin with {@code #} and empty ones are left out.
   *
   * @return for each case a part of its failure's message
   */
  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> waivers = new TreeMap<>();
    String reason = "";
    String failure = "";
    for (String line : lines(file)) {
      if (line.startsWith(REASON)) {
        reason = line.substring(REASON.length());
        failure = "";
      } else if (line.startsWith(FAILURE)) {
        failure = line.substring(FAILURE.length());
      } else if (reason.isEmpty() || failure.isEmpty() || waivers.put(line, failure) != null) {
        throw new IllegalArgumentException(line + " has no reason, no failure, or stands twice");
      }
    }
    return waivers;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
