package dev.slipway.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of one benchmark measured, and where: a text file of lines whose parts are separated
 * by tabs, {@code environment, name, value}, {@code left-out, path, reason} or {@code figure, path,
 * unit, value, value, …}.
 *
 * @param environment facts of the machine and the libraries, by name
 * @param leftOut why paths could not run, by path
 * @param figures what was measured
 */
public record Results(
    Map<String, String> environment, Map<String, String> leftOut, List<Figure> figures) {

  private static final String ENVIRONMENT = "environment";
  private static final String LEFT_OUT = "left-out";
  private static final String FIGURE = "figure";

  /**
   * Finds a figure.
   *
   * @param path whose
   * @param unit in which unit
   * @return the figure, empty if it was not measured
   */
  public Optional<Figure> find(String path, String unit) {
    return figures.stream()
        .filter(figure -> figure.path().equals(path) && figure.unit().equals(unit))
        .findFirst();
  }

  /**
   * Writes the file.
   *
   * @param file replaced if it is there
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    environment.forEach((name, value) -> lines.add(String.join("\t", ENVIRONMENT, name, value)));
    leftOut.forEach((path, reason) -> lines.add(String.join("\t", LEFT_OUT, path, reason)));
    for (Figure figure : figures) {
      List<String> parts = new ArrayList<>(List.of(FIGURE, figure.path(), figure.unit()));
      figure.values().forEach(value -> parts.add(String.format("%.6g", value)));
      lines.add(String.join("\t", parts));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @param file the file
   * @return what it holds
   * @throws IOException if it cannot be read
   */
  public static Results read(Path file) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<Figure> figures = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t");
      switch (parts[0]) {
        case ENVIRONMENT -> environment.put(parts[1], parts[2]);
        case LEFT_OUT -> leftOut.put(parts[1], parts[2]);
        case FIGURE -> {
          List<Double> values = Arrays.stream(parts).skip(3).map(Double::valueOf).toList();
          figures.add(new Figure(parts[1], parts[2], values));
        }
        default ->
            throw new IOException(
                "Cannot read "
                    + file
                    + ": a line begins with '"
                    + parts[0]
                    + "', expected '"
                    + ENVIRONMENT
                    + "', '"
                    + LEFT_OUT
                    + "' or '"
                    + FIGURE
                    + "'");
      }
    }
    return new Results(environment, leftOut, figures);
  }
}
