package dev.slipway.http.internal.rest;

import dev.slipway.http.internal.log.RequestTrace;
import dev.slipway.http.internal.net.StreamLimits;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.InferenceCall;
import dev.slipway.http.internal.serving.ServedVersion;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer. Used on its event loop only. */
final class Exchange implements Calls.Asker {

  static final String JSON_TYPE = "application/json";

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Context context;
  private final RequestTrace trace;
  private final boolean protocolErrors;
  private final StreamLimits streams;

  Exchange(HttpServerRequest request, Errors errors, RequestTrace trace, StreamLimits streams) {
    this.request = request;
    this.response = request.response();
    this.context = Vertx.currentContext();
    this.streams = streams;
    this.protocolErrors = errors == Errors.PROTOCOL;
    this.trace = trace;
    trace.callersId(request.headers().get(REQUEST_ID));
  }

  /** How failures are told. */
  enum Errors {
    /** As the Open Inference Protocol does. */
    PROTOCOL,
    /** As problem details. */
    PROBLEM_DETAILS
  }

  HttpServerRequest request() {
    return request;
  }

  @Nullable String header(String name) {
    return request.getHeader(name);
  }

  MultiMap answerHeaders() {
    return response.headers();
  }

  @Override
  public long receivedNanos() {
    return trace.receivedNanos();
  }

  @Override
  public Executor executor() {
    return work -> context.runOnContext(ignored -> work.run());
  }

  /** Takes the protocol's name for this request. */
  void callersId(String id) {
    trace.callersId(id);
  }

  @Override
  public void asks(ServedVersion version) {
    trace.asks(version);
  }

  @Override
  public void calling(InferenceCall made) {
    trace.rows(made.rows());
  }

  @Override
  public void handedOver(InferenceCall made) {
    response.closeHandler(gone -> made.abandon());
    response.exceptionHandler(broken -> made.abandon());
  }

  void answer(int status, String type, byte[] body) {
    if (response.ended() || response.closed()) {
      trace.ended(HttpStatus.CALLER_GONE);
      return;
    }
    String id = trace.id();
    if (id != null) {
      response.putHeader(REQUEST_ID, id);
    }
    trace.ended(status);
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
    Future<Void> sent = response.end(Buffer.buffer(body));
    if (request.version() == HttpVersion.HTTP_2) {
      streams.answered(response, sent);
    }
  }

  void json(byte[] body) {
    answer(HttpStatus.OK, JSON_TYPE, body);
  }

  /** Answers with what went wrong. */
  @Override
  public void fail(Throwable failure) {
    trace.failed(failure);
    int status = HttpStatus.of(failure);
    if (HttpStatus.isFault(failure) && !response.closed()) {
      LOG.warn("{} {} failed", request.method(), printable(request.path()), failure);
    }
    if (status == HttpStatus.TOO_MANY) {
      answerHeaders().set("retry-after", "1");
    }
    if (protocolErrors) {
      answer(status, JSON_TYPE, ErrorBody.protocol(failure));
    } else {
      answer(status, ErrorBody.PROBLEM_TYPE, ErrorBody.problem(failure));
    }
  }

  private static String printable(@Nullable String text) {
    return text == null ? "" : text.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
