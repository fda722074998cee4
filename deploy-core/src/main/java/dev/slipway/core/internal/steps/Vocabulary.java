package dev.slipway.core.internal.steps;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The known values of a categorical column, in order. Immutable and thread-safe. */
sealed interface Vocabulary permits TextVocabulary, IntegerVocabulary {

  int size();

  /** Makes a place for calls. */
  Lookup newLookup();

  /**
   * Reads the setting {@code vocabulary}.
   *
   * @param columns those the vocabulary is for; if they are not of one kind, that is reported
   * @return the vocabulary; of the wrong size only after a problem
   */
  static Vocabulary read(StepSettings settings, List<String> columns) {
    List<Object> values = settings.distinct("vocabulary");
    boolean text = isText(settings, columns, values);
    Class<?> kind = text ? String.class : Long.class;
    List<Object> fitting = new ArrayList<>();
    for (Object value : values) {
      if (kind.isInstance(value)) {
        fitting.add(value);
      } else {
        String expected = text ? "a text" : "a whole number";
        settings
            .definition()
            .problem("vocabulary", "has " + value + ", expected " + expected + " as its column");
      }
    }
    return text ? ofTexts(fitting) : ofIntegers(fitting);
  }

  private static boolean isText(
      StepSettings settings, List<String> columns, List<Object> placeholder) {
    List<Boolean> texts =
        columns.stream()
            .flatMap(name -> settings.field(name).stream())
            .map(field -> field.type().isVariableLength())
            .distinct()
            .toList();
    if (texts.size() > 1) {
      settings
          .definition()
          .problem("columns", "are text and integers, expected one kind (make two steps of it)");
    }
    return texts.isEmpty() ? placeholder.stream().anyMatch(String.class::isInstance) : texts.get(0);
  }

  private static Vocabulary ofTexts(List<Object> values) {
    return new TextVocabulary(
        values.stream()
            .map(value -> ((String) value).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  private static Vocabulary ofIntegers(List<Object> values) {
    return new IntegerVocabulary(values.stream().mapToLong(value -> (Long) value).toArray());
  }
}
