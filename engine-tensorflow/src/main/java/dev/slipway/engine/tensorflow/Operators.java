package dev.slipway.engine.tensorflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TensorFlow's operators, and which of them do more than compute. */
final class Operators {

  /** What an operator does beside computing its results from its inputs. */
  enum Reach {
    NONE(""),
    FILE("reads or writes files"),
    NETWORK("talks to other processes or machines"),
    CODE("runs code that the graph does not show"),
    STATE("gets or keeps values beside its call"),
    INTERNAL("is for the library's own use");

    private final String words;

    Reach(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * An operator.
   *
   * @param reach what it does beside computing
   * @param pure whether the runtime may run it when it only reads the graph, since it counts as an
   *     operator without effect
   */
  record Known(Reach reach, boolean pure) {

    /** Returns whether it may reach out of the process when the graph is only read. */
    boolean runsWhenRead() {
      return pure && (reach == Reach.FILE || reach == Reach.NETWORK || reach == Reach.CODE);
    }
  }

  private static final String TABLE = "operators.txt";

  private Operators() {}

  /** Makes the table when it is first needed. */
  private static final class Table {
    static final Map<String, Known> KNOWN = read();
  }

  private static Map<String, Known> read() {
    try (InputStream stream = Operators.class.getResourceAsStream(TABLE)) {
      if (stream == null) {
        throw new IllegalStateException("the table of operators is missing");
      }
      Map<String, Known> known = new LinkedHashMap<>();
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(line -> put(line, known));
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(String line, Map<String, Known> known) {
    List<String> words = List.of(line.split(" "));
    known.put(
        words.get(0),
        words.size() == 1
            ? new Known(Reach.NONE, true)
            : new Known(Reach.valueOf(upper(words.get(1))), words.get(2).equals("pure")));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** Returns what is known of an operator, empty if TensorFlow has none of this name. */
  static Optional<Known> find(String name) {
    return Optional.ofNullable(Table.KNOWN.get(name));
  }

  /** Returns the names of all operators. */
  static Set<String> names() {
    return Table.KNOWN.keySet();
  }
}
