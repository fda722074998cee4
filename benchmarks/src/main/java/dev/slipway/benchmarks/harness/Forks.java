package dev.slipway.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the paths of a workload by turns, each turn in a JVM of its own. */
final class Forks {

  private final String subject;
  private final Workload workload;
  private final Path folder;
  private final Class<?> main;

  /**
   * Prepares turns.
   *
   * @param subject the name of the benchmark
   * @param folder where its files are
   * @param main the class that the JVMs start, which takes the arguments of {@link Harness#trial}
   */
  Forks(String subject, Workload workload, Path folder, Class<?> main) {
    this.subject = subject;
    this.workload = workload;
    this.folder = folder;
    this.main = main;
  }

  /** Runs every path as often as said, path after path, and returns what they measured. */
  List<Figure> run(int rounds) throws IOException, InterruptedException {
    Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String path : workload.paths()) {
        Map<String, List<Double>> ofPath =
            values.computeIfAbsent(path, absent -> new LinkedHashMap<>());
        turn(path)
            .forEach(
                (unit, value) ->
                    ofPath.computeIfAbsent(unit, absent -> new ArrayList<>()).add(value));
      }
    }
    List<Figure> figures = new ArrayList<>();
    values.forEach(
        (path, units) -> units.forEach((unit, all) -> figures.add(new Figure(path, unit, all))));
    return figures;
  }

  private Map<String, Double> turn(String path) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(workload.options());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(main.getName(), Harness.TRIAL, subject, path, folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, Double> measured = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.startsWith(Trial.MARK))
          .forEach(line -> take(line, measured));
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "Cannot time " + subject + ": path '" + path + "' ended with " + process.exitValue());
    }
    System.out.println("  " + path + " " + measured);
    return measured;
  }

  private static void take(String line, Map<String, Double> measured) {
    String[] parts = line.split("\t");
    measured.put(parts[1], Double.valueOf(parts[2]));
  }
}
