package dev.slipway.http.internal.grpc;

import dev.slipway.http.internal.log.RequestLogs;
import dev.slipway.http.internal.log.RequestTrace;
import dev.slipway.http.internal.serving.Calls;
import dev.slipway.http.internal.serving.InferenceCall;
import dev.slipway.http.internal.serving.ServedVersion;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.concurrent.Executor;

/** One gRPC call and its answer. Used on its event loop only. */
final class GrpcExchange<Q, A> implements Calls.Asker {

  private final UnaryCall<Q, A> call;
  private final GrpcServerRequest<Q, A> request;
  private final Context context = Vertx.currentContext();
  private final RequestTrace trace;
  private boolean ended;

  GrpcExchange(UnaryCall<Q, A> call, RequestLogs logs) {
    this.call = call;
    this.request = call.request();
    this.trace = new RequestTrace(logs, "grpc", request.fullMethodName(), "");
    trace.callersId(request.headers().get("x-request-id"));
  }

  void callersId(String id) {
    trace.callersId(id);
  }

  @Override
  public Executor executor() {
    return work -> context.runOnContext(ignored -> work.run());
  }

  @Override
  public long receivedNanos() {
    return trace.receivedNanos();
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
    call.onGone(
        () -> {
          ended = true;
          made.abandon();
        });
  }

  void answer(A message) {
    if (ended) {
      trace.ended(GrpcStatus.CANCELLED.code);
      return;
    }
    ended = true;
    trace.ended(GrpcStatus.OK.code);
    call.end(message);
  }

  @Override
  public void fail(Throwable failure) {
    trace.failed(failure);
    if (ended) {
      trace.ended(GrpcStatus.CANCELLED.code);
      return;
    }
    ended = true;
    trace.ended(GrpcStatuses.of(failure).code);
    GrpcStatuses.fail(request, failure);
  }
}
