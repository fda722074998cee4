package dev.slipway.core.internal.steps;

import dev.slipway.ElementType;
import dev.slipway.Signature;
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
    Kind kind = kind(settings, columns, values);
    List<Object> fitting = new ArrayList<>();
    for (Object value : values) {
      if (kind.includes(value)) {
        fitting.add(value);
      } else {
        settings.definition().problem("vocabulary", "has " + value + ", expected " + kind);
      }
    }
    return kind == Kind.TEXT ? ofTexts(fitting) : ofIntegers(fitting);
  }

  /** Returns the kind of the columns, or of the values where no column is known. */
  private static Kind kind(StepSettings settings, List<String> columns, List<Object> values) {
    List<ElementType> types =
        columns.stream()
            .flatMap(name -> settings.field(name).stream())
            .map(Signature.Field::type)
            .toList();
    boolean texts = types.contains(ElementType.STRING);
    if (texts && !types.stream().allMatch(ElementType.STRING::equals)) {
      settings
          .definition()
          .problem("columns", "are text and integers, expected one kind (make two steps of it)");
    }
    if (texts || (types.isEmpty() && values.stream().anyMatch(String.class::isInstance))) {
      return Kind.TEXT;
    }
    return types.stream().anyMatch(ElementType::isUnsigned) ? Kind.UNSIGNED : Kind.INTEGER;
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

  /** What the values of a vocabulary are. */
  enum Kind {
    TEXT("a text"),
    INTEGER("a whole number"),
    UNSIGNED("a whole number from 0 on");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    private boolean includes(Object value) {
      return switch (this) {
        case TEXT -> value instanceof String;
        case INTEGER -> value instanceof Long;
        case UNSIGNED -> value instanceof Long number && number >= 0;
      };
    }

    /** Returns what to say is expected. */
    @Override
    public String toString() {
      return words;
    }
  }
}
