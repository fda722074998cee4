package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** The one JSON factory: strict JSON, Python's number literals, and bounded sizes. */
public final class JsonLimits {

  /** Levels of nesting. */
  public static final int DEPTH = 64;

  private static final int NUMBER_LENGTH = 1000;
  private static final int TEXT_LENGTH = 20_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(NUMBER_LENGTH)
                  .maxStringLength(TEXT_LENGTH)
                  .maxNameLength(TEXT_LENGTH)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonLimits() {}

  /**
   * Returns the factory.
   *
   * @return thread-safe, shared
   */
  public static JsonFactory factory() {
    return FACTORY;
  }
}
