package dev.slipway.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of a page that is made from results, between two marks. */
public final class Page {

  private static final String BEGIN = "<!-- written from results -->";
  private static final String END = "<!-- end -->";

  private final List<Subject> subjects;

  /**
   * Creates a page.
   *
   * @param subjects all benchmarks, in the order of the page
   */
  public Page(List<Subject> subjects) {
    this.subjects = List.copyOf(subjects);
  }

  /**
   * Puts the tables into a page.
   *
   * @param page the page as it is
   * @param results the folder of the files of results
   * @return the page with the tables of these results
   * @throws IOException if a file cannot be read, or the page has no place for them
   */
  public String filled(String page, Path results) throws IOException {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          "Cannot write the tables: the page lacks the lines '" + BEGIN + "' and '" + END + "'");
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + made(results) + page.substring(end);
  }

  private String made(Path results) throws IOException {
    StringBuilder tables = new StringBuilder();
    List<String> shortfalls = new ArrayList<>();
    for (Subject subject : subjects) {
      Path file = results.resolve(subject.name() + ".tsv");
      tables.append("\n### `").append(subject.name()).append("`\n\n");
      tables.append(capital(subject.measures())).append(".\n\n");
      if (!Files.exists(file)) {
        tables.append("Not measured.\n");
        continue;
      }
      Results measured = Results.read(file);
      ResultTable table = new ResultTable(subject, measured);
      table.shortfalls().forEach(missed -> shortfalls.add("`" + subject.name() + "`: " + missed));
      tables.append(table.markdown()).append("\n\n");
      tables.append(environment(measured)).append("\n");
    }
    return summary(shortfalls) + tables + "\n";
  }

  private static String summary(List<String> shortfalls) {
    if (shortfalls.isEmpty()) {
      return "\nEvery goal that was measured is met.\n";
    }
    StringBuilder text = new StringBuilder("\nShortfalls:\n\n");
    shortfalls.forEach(missed -> text.append("- ").append(missed).append("\n"));
    return text.toString();
  }

  private static String environment(Results measured) {
    List<String> facts = new ArrayList<>();
    for (Map.Entry<String, String> fact : measured.environment().entrySet()) {
      facts.add(fact.getKey() + " " + fact.getValue());
    }
    return "<sub>" + String.join(" · ", facts) + "</sub>\n";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
