package dev.slipway.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Files with a few wrong bytes, tried in a process of its own. What ends that process is counted,
 * and a new one begins behind it.
 */
public final class Mutations {

  /** The exit code of a process that ended itself, since nothing else could end a call. */
  public static final int ENDLESS = 42;

  private static final String LINE = "mutation ";

  private Mutations() {}

  /**
   * What became of all.
   *
   * @param deaths the seeds that ended the process, with its code and words
   * @param endless how many were given up
   */
  public record Outcome(List<String> deaths, int endless) {}

  /**
   * Runs all seeds of a range.
   *
   * @param main tries each seed from its first argument to the one before its second, and {@link
   *     #begin begins} each
   * @param first the first seed
   * @param end the one after the last
   */
  public static Outcome run(Class<?> main, int first, int end) {
    List<String> deaths = new ArrayList<>();
    int endless = 0;
    int next = first;
    while (next < end) {
      ChildJvm.End child =
          ChildJvm.with(entry -> true)
              .option("-Xmx256m")
              .option("-XX:-CreateCoredumpOnCrash")
              .option("-XX:ErrorFile=/dev/null")
              .run(main, Integer.toString(next), Integer.toString(end));
      int last = last(child.output(), next);
      if (child.exitCode() == ENDLESS) {
        endless++;
      } else if (child.exitCode() != 0) {
        deaths.add(last + " " + child.exitCode() + " " + words(child.output()));
      }
      next = last + 1;
    }
    return new Outcome(deaths, endless);
  }

  /** Tells the process above which seed is tried now. */
  public static void begin(int seed) {
    System.out.println(LINE + seed);
  }

  /**
   * Changes a few bytes, or cuts the end off.
   *
   * @param bytes changed in place
   * @param random decides
   * @param cutOneIn how often the end is cut off
   * @param mostBytes how many bytes are changed at most
   * @return the same array, or a shorter one
   */
  public static byte[] mutate(byte[] bytes, Random random, int cutOneIn, int mostBytes) {
    if (random.nextInt(cutOneIn) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    for (int change = random.nextInt(mostBytes); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static int last(String output, int otherwise) {
    return output
        .lines()
        .filter(line -> line.startsWith(LINE))
        .map(line -> Integer.parseInt(line.substring(LINE.length())))
        .reduce(otherwise, (first, second) -> second);
  }

  private static String words(String output) {
    return output
        .lines()
        .filter(
            line ->
                line.matches(
                    "# +[CVJ] .*|#  SIG.*|.*(Error|Exception).*|.*(F tensor|Check|abort).*"))
        .limit(3)
        .collect(Collectors.joining(" "));
  }
}
