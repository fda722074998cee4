package dev.slipway.verification;

/** Parts of a page that a test generates, between two marks. */
public final class GeneratedText {

  private GeneratedText() {}

  /** Returns what stands between the marks of that name. */
  public static String in(String page, String name) {
    int mark = page.indexOf("<!-- " + name);
    int begin = page.indexOf("-->\n", mark) + 4;
    return page.substring(begin, page.indexOf("<!-- /" + name, begin));
  }
}
