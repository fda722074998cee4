package dev.slipway.http.internal.rest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a whole body of bounded size. */
final class BodyReader {

  private static final long NO_ERROR = 0;

  /** What is reserved at first at most, since a declared length is only a claim. */
  private static final int FIRST_BYTES = 64 << 10;

  /** How many times what has come is reserved of a declared length. */
  private static final int TRUST = 16;

  private static final long UNKNOWN = -1;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final HttpServerRequest request;
  private final long limit;
  private byte[] body = {};
  private int length;
  private long declared = UNKNOWN;
  private boolean ended;

  private BodyReader(HttpServerRequest request, long limit) {
    this.request = request;
    this.limit = Math.min(limit, LARGEST_ARRAY);
  }

  /**
   * Reads the body of a request that has just begun.
   *
   * @param limit the most bytes, packed and unpacked
   * @param done hears the whole body, unpacked
   * @param failed hears once that it is too large or cannot be unpacked
   */
  static void read(
      HttpServerRequest request,
      long limit,
      Consumer<byte[]> done,
      Consumer<RuntimeException> failed) {
    new BodyReader(request, limit).start(done, failed);
  }

  private void start(Consumer<byte[]> done, Consumer<RuntimeException> failed) {
    String claim = request.headers().get(HttpHeaders.CONTENT_LENGTH);
    if (claim != null && isBeyond(claim)) {
      end(failed);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.headers().get(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.exceptionHandler(broken -> ended = true);
    request.handler(
        part -> {
          if (!ended && !add(part)) {
            end(failed);
          }
        });
    request.endHandler(
        end -> {
          if (!ended) {
            ended = true;
            finish(done, failed);
          }
        });
  }

  private boolean isBeyond(String claim) {
    try {
      declared = Long.parseLong(claim);
      return declared > limit;
    } catch (NumberFormatException huge) {
      return true;
    }
  }

  /** Takes in a part, if so much may come. */
  private boolean add(Buffer part) {
    long needed = length + (long) part.length();
    if (needed > limit) {
      return false;
    }
    if (needed > body.length) {
      body = Arrays.copyOf(body, (int) Math.min(limit, Math.max(needed, room())));
    }
    part.getBytes(body, length);
    length = (int) needed;
    return true;
  }

  /** Returns for how many bytes room is made: for what is declared, as far as some of it came. */
  private long room() {
    if (declared == UNKNOWN) {
      return 2L * body.length;
    }
    return Math.min(declared, body.length == 0 ? FIRST_BYTES : TRUST * (long) length);
  }

  private void finish(Consumer<byte[]> done, Consumer<RuntimeException> failed) {
    byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
    body = whole;
    String coding = request.headers().get(HttpHeaders.CONTENT_ENCODING);
    if (coding == null) {
      done.accept(whole);
      return;
    }
    byte[] unpacked;
    try {
      unpacked = ContentCoding.of(coding).unpack(whole, limit);
    } catch (RequestException refused) {
      failed.accept(refused);
      return;
    }
    done.accept(unpacked);
  }

  /**
   * Lets the stream of HTTP/2, or else the connection, end with the answer, although a part of the
   * request may never come. It is closed when Vert.x is done with the answer: before that it would
   * wait for the request.
   */
  static void closeAfterAnswer(HttpServerRequest request) {
    Context context = Vertx.currentContext();
    HttpServerResponse response = request.response();
    if (request.version() == HttpVersion.HTTP_2) {
      response.endHandler(sent -> context.runOnContext(done -> response.reset(NO_ERROR)));
      return;
    }
    response.putHeader("connection", "close");
    response.endHandler(sent -> context.runOnContext(done -> request.connection().close()));
  }

  /** The rest is not read: nothing further can come this way. */
  private void end(Consumer<RuntimeException> failed) {
    ended = true;
    body = new byte[0];
    closeAfterAnswer(request);
    failed.accept(
        new RequestException(
            HttpStatus.TOO_LARGE, "the body is larger than " + limit + " bytes, the limit here"));
  }
}
