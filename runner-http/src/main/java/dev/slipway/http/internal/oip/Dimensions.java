package dev.slipway.http.internal.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the {@code shape} of one tensor. */
final class Dimensions {

  private static final int MOST = 16;
  private static final int SHOWN = 40;

  private final long[] sizes = new long[MOST];
  private int rank;

  /** Reads the list that the parser stands at the beginning of; returns what is wrong with it. */
  @Nullable String read(JsonParser parser) throws IOException {
    String wrong = null;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      boolean fits =
          t == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && parser.getLongValue() >= 0;
      if (fits && rank < MOST) {
        sizes[rank] = parser.getLongValue();
      } else if (wrong == null) {
        wrong =
            "has "
                + shortened(parser.getText())
                + " in dimension "
                + rank
                + ", expected whole numbers from 0, at most "
                + MOST;
      }
      parser.skipChildren();
      rank++;
    }
    if (wrong == null && count(toArray()) < 0) {
      wrong = "is " + Arrays.toString(toArray()) + ", which is more elements than there can be";
    }
    return wrong;
  }

  long[] toArray() {
    return Arrays.copyOf(sizes, rank);
  }

  /** Returns how many elements dimensions make, or -1 if that is no number of elements. */
  static long count(long[] dimensions) {
    return OipRequest.elementCount(Arrays.stream(dimensions).boxed().toList());
  }

  /** Returns what a caller sent, for messages. */
  static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
