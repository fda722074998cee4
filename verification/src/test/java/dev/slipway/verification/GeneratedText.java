package dev.slipway.verification;

/** Parts of a page that a test generates, between two marks. */
public final class GeneratedText {

  /** How many times larger or smaller a difference may be on another host. */
  private static final double LEEWAY = 100;

  /** How many points of a hundred a share may be off on another host. */
  private static final double POINTS = 1;

  private GeneratedText() {}

  /** Returns what stands between the marks of that name. */
  public static String in(String page, String name) {
    int mark = page.indexOf("<!-- " + name);
    int begin = page.indexOf("-->\n", mark) + 4;
    return page.substring(begin, page.indexOf("<!-- /" + name, begin));
  }

  /**
   * Returns whether two texts say the same: words alike, and differences and shares of about the
   * same size, which another processor makes larger or smaller.
   */
  public static boolean isAlike(String one, String other) {
    String[] words = one.split("\\s+", -1);
    String[] others = other.split("\\s+", -1);
    boolean alike = words.length == others.length;
    for (int i = 0; alike && i < words.length; i++) {
      alike =
          words[i].equals(others[i])
              || (isDifference(words[i]) && isDifference(others[i]) && isClose(words[i], others[i]))
              || (isShare(words[i]) && isShare(others[i]) && isNear(words[i], others[i]));
    }
    return alike;
  }

  private static boolean isDifference(String word) {
    return word.matches("1e-?\\d+");
  }

  private static boolean isClose(String one, String other) {
    double ratio = Double.parseDouble(one) / Double.parseDouble(other);
    return ratio <= LEEWAY && ratio >= 1 / LEEWAY;
  }

  private static boolean isShare(String word) {
    return word.matches("\\d+\\.\\d%");
  }

  private static boolean isNear(String one, String other) {
    return Math.abs(number(one) - number(other)) <= POINTS;
  }

  private static double number(String share) {
    return Double.parseDouble(share.substring(0, share.length() - 1));
  }
}
