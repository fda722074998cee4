package dev.slipway.benchmarks.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The most requests a second of each server, measured once before turns are taken, in a file. */
record Peaks(Map<String, Double> perSecond) {

  private static final String FILE = "peaks.tsv";

  void write(Path folder) throws IOException {
    List<String> lines =
        perSecond.entrySet().stream().map(each -> each.getKey() + "\t" + each.getValue()).toList();
    Files.write(folder.resolve(FILE), lines);
  }

  static Peaks read(Path folder) throws IOException {
    Map<String, Double> perSecond = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve(FILE))) {
      String[] parts = line.split("\t");
      perSecond.put(parts[0], Double.valueOf(parts[1]));
    }
    return new Peaks(perSecond);
  }

  /** Returns half of what the slower of two servers takes: a load that both bear. */
  double halfOfSlower(String one, String other) {
    return Math.min(of(one), of(other)) / 2;
  }

  private double of(String server) {
    return Objects.requireNonNull(perSecond.get(server), server);
  }
}
