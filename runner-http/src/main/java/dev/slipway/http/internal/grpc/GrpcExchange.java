package dev.slipway.http.internal.grpc;

import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.Failures;
import dev.slipway.http.internal.serving.InferenceCall;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One gRPC call and its answer. Used on its event loop only. */
final class GrpcExchange<Q, A> implements Calls.Asker {

  private static final Logger LOG = LoggerFactory.getLogger(GrpcExchange.class);

  private final GrpcServerRequest<Q, A> request;
  private final Context context = Vertx.currentContext();
  private final long receivedNanos = System.nanoTime();
  private boolean ended;

  GrpcExchange(GrpcServerRequest<Q, A> request) {
    this.request = request;
  }

  @Override
  public Executor executor() {
    return work -> context.runOnContext(ignored -> work.run());
  }

  @Override
  public long receivedNanos() {
    return receivedNanos;
  }

  @Override
  public void calling(InferenceCall call) {
    request.errorHandler(
        cancelled -> {
          ended = true;
          call.abandon();
        });
    request.exceptionHandler(
        broken -> {
          ended = true;
          call.abandon();
        });
  }

  void answer(A message) {
    if (!ended) {
      ended = true;
      request.response().end(message);
    }
  }

  @Override
  public void fail(Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    GrpcStatus status = GrpcStatuses.of(failure);
    if (status == GrpcStatus.INTERNAL) {
      LOG.warn("{} failed", request.fullMethodName(), failure);
    }
    request.response().status(status).statusMessage(Failures.message(failure)).end();
  }
}
