package dev.slipway.http.internal.rest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/** Reads a whole body of bounded size in bounded time. */
final class BodyReader {

  private static final long NO_ERROR = 0;

  private final HttpServerRequest request;
  private final long limit;
  private final Buffer body;
  private boolean ended;

  private BodyReader(HttpServerRequest request, long limit) {
    this.request = request;
    this.limit = limit;
    this.body = Buffer.buffer();
  }

  /**
   * Reads the body of a request that has just begun.
   *
   * @param limit the most bytes
   * @param done hears the whole body
   * @param failed hears once that it is too large, or that the caller has gone
   */
  static void read(
      HttpServerRequest request,
      long limit,
      Consumer<byte[]> done,
      Consumer<RuntimeException> failed) {
    new BodyReader(request, limit).start(done, failed);
  }

  private void start(Consumer<byte[]> done, Consumer<RuntimeException> failed) {
    String declared = request.getHeader("content-length");
    if (declared != null && isBeyond(declared)) {
      end(failed);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    request.exceptionHandler(broken -> ended = true);
    request.handler(
        part -> {
          if (ended) {
            return;
          }
          if (body.length() + (long) part.length() > limit) {
            end(failed);
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        end -> {
          if (!ended) {
            ended = true;
            done.accept(body.getBytes());
          }
        });
  }

  private boolean isBeyond(String declared) {
    try {
      return Long.parseLong(declared) > limit;
    } catch (NumberFormatException huge) {
      return true;
    }
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
    closeAfterAnswer(request);
    failed.accept(
        new RequestException(
            HttpStatus.TOO_LARGE, "the body is larger than " + limit + " bytes, the limit here"));
  }
}
