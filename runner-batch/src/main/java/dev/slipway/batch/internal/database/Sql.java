package dev.slipway.batch.internal.database;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names, texts and file lists as DuckDB's SQL spells them. */
public final class Sql {

  private Sql() {}

  /**
   * Returns a name in double quotes.
   *
   * @param name any text
   * @return an identifier
   */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * Returns a text in single quotes.
   *
   * @param text any text
   * @return a literal
   */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /**
   * Returns files as a list that no pattern is read into.
   *
   * @param files the files, in order
   * @return a list literal
   */
  public static String files(Collection<Path> files) {
    return files.stream()
        .map(file -> literal(withoutPatterns(file.toString())))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * Returns a path that is read as no pattern.
   *
   * @param path any
   * @return a pattern that only that path matches
   */
  public static String withoutPatterns(String path) {
    return path.replaceAll("[*?\\[]", "[$0]");
  }
}
