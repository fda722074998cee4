package dev.slipway.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A parser that can tell how deep the array it stands at is nested before reading it. */
final class JsonTokens {

  private JsonParser parser;
  private int opened;
  private boolean pending;

  JsonTokens(JsonParser parser) {
    this.parser = parser;
  }

  /** Goes on with another text; what was not read of the one before is forgotten. */
  void moveTo(JsonParser next) {
    parser = next;
    opened = 0;
    pending = false;
  }

  /**
   * Returns the next token inside a value that has begun; never null, so that no loop is endless.
   */
  JsonToken next() throws IOException {
    if (opened > 0) {
      opened--;
      return JsonToken.START_ARRAY;
    }
    if (pending) {
      pending = false;
      return Objects.requireNonNull(parser.currentToken());
    }
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonEOFException(parser, null, "ends too early");
    }
    return token;
  }

  /**
   * Returns how many arrays begin here, one inside the other; the next token is the first again.
   */
  int depth() throws IOException {
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (token == JsonToken.START_ARRAY) {
      depth++;
      token = parser.nextToken();
    }
    opened = depth;
    pending = true;
    return depth;
  }

  /** Skips the rest of the value whose first token was just returned. */
  void skip(@Nullable JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY && token != JsonToken.START_OBJECT) {
      return;
    }
    int open = 1;
    while (open > 0) {
      JsonToken inner = next();
      open += inner.isStructStart() ? 1 : inner.isStructEnd() ? -1 : 0;
    }
  }

  JsonParser parser() {
    return parser;
  }
}
