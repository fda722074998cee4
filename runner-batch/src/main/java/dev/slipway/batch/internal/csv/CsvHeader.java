package dev.slipway.batch.internal.csv;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** The names of the columns, in the first record of a CSV. */
public final class CsvHeader {

  private CsvHeader() {}

  /**
   * Reads the first record.
   *
   * @param scanner that has read nothing yet; it passes empty lines from then on, if there is more
   *     than one column
   * @param source what errors call the input
   * @return the names, each distinct and not empty
   * @throws InvalidInputException if there is none, or something is wrong with it
   * @throws IOException if reading fails
   */
  public static List<String> read(CsvScanner scanner, String source) throws IOException {
    CsvBlock block = scanner.next(1);
    if (block == null || isBlank(block)) {
      throw wrong(
          source,
          List.of(new Problem("line 1", "there is no header, expected the names of the columns")));
    }
    if (!block.malformed().isEmpty()) {
      throw wrong(source, List.of(new Problem("line 1", block.malformed().get(0).message())));
    }
    List<String> names = names(block, source);
    List<Problem> problems = CsvLayout.problems(names);
    if (!problems.isEmpty()) {
      throw wrong(source, problems);
    }
    if (names.size() > 1) {
      scanner.skipBlank();
    }
    return names;
  }

  private static boolean isBlank(CsvBlock block) {
    return block.fields(0) == 1 && !block.isQuoted(0, 0) && block.start(0, 0) == block.end(0, 0);
  }

  private static List<String> names(CsvBlock block, String source) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < block.fields(0); field++) {
      byte[] bytes = new byte[block.end(0, field) - block.start(0, field)];
      int length = block.copy(0, field, bytes);
      try {
        names.add(CsvValue.text(bytes, length));
      } catch (CharacterCodingException malformed) {
        String fact = "field " + (field + 1) + " is not UTF-8 (save the file as UTF-8)";
        throw wrong(source, List.of(new Problem("line 1", fact)));
      }
    }
    return names;
  }

  private static InvalidInputException wrong(String source, List<Problem> problems) {
    return new InvalidInputException(ErrorCode.INVALID_INPUT, "Cannot read " + source, problems);
  }
}
