package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;

/** Makes parsers of requests: strict JSON of bounded depth, with lists of numbers read at once. */
final class TensorJson extends JsonFactory {

  private static final long serialVersionUID = 1L;
  private static final int DEPTH = 64;
  private static final int NUMBER_LENGTH = 1_000;

  /** The least bytes of a text from which its encoding can be told. */
  private static final int ENCODING_BYTES = 4;

  TensorJson() {
    super(settings());
  }

  private static JsonFactoryBuilder settings() {
    return new JsonFactoryBuilder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH)
                .maxNumberLength(NUMBER_LENGTH)
                .build());
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context)
      throws IOException {
    if (!isPlainUtf8(data, offset, length)) {
      return super._createParser(data, offset, length, context);
    }
    return new TensorJsonParser(
        context,
        _parserFeatures,
        _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
        data,
        offset,
        length);
  }

  /** Returns whether a text is UTF-8 without a mark: its first characters are ASCII, not NUL. */
  private static boolean isPlainUtf8(byte[] data, int offset, int length) {
    for (int i = offset; i < offset + Math.min(length, ENCODING_BYTES); i++) {
      if (data[i] <= 0) {
        return false;
      }
    }
    return true;
  }
}
