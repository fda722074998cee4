package dev.slipway.benchmarks;

import dev.slipway.benchmarks.harness.Harness;
import dev.slipway.benchmarks.harness.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Runs benchmarks, or writes their results into a page. */
final class Benchmarks {

  private static final String PAGE = "--page";

  private Benchmarks() {}

  /**
   * Runs benchmarks ({@code include forks results work}), one path of one ({@code --trial …}), or
   * writes results into a page ({@code --page file results}).
   */
  public static void main(String[] arguments) throws Exception {
    List<String> given = Arrays.asList(arguments);
    Harness harness = new Harness(Catalogue.subjects(), Benchmarks.class);
    if (given.get(0).equals(Harness.TRIAL)) {
      harness.trial(given.subList(1, given.size()));
    } else if (given.get(0).equals(PAGE)) {
      Path page = Path.of(given.get(1));
      String filled =
          new Page(Catalogue.subjects()).filled(Files.readString(page), Path.of(given.get(2)));
      Files.writeString(page, filled);
    } else {
      harness.run(
          new Harness.Plan(
              Pattern.compile(given.get(0)),
              Integer.parseInt(given.get(1)),
              Path.of(given.get(2)),
              Path.of(given.get(3))));
    }
  }
}
