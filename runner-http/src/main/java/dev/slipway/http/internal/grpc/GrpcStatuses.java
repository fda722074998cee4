package dev.slipway.http.internal.grpc;

import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;
import dev.slipway.http.internal.serving.Failures;
import io.vertx.grpc.common.GrpcHeaderNames;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table from error codes to gRPC statuses. */
final class GrpcStatuses {

  private static final Logger LOG = LoggerFactory.getLogger(GrpcStatuses.class);

  private GrpcStatuses() {}

  /** Returns the status of a failure. */
  static GrpcStatus of(Throwable failure) {
    return failure instanceof SlipwayException known ? of(known.code()) : GrpcStatus.INTERNAL;
  }

  /** Answers a request with what went wrong. */
  static void fail(GrpcServerRequest<?, ?> request, Throwable failure) {
    GrpcStatus status = of(failure);
    if (status == GrpcStatus.INTERNAL) {
      LOG.warn("{} failed", request.fullMethodName(), failure);
    }
    fail(request, status, Failures.message(failure));
  }

  /** Answers a request with a status and a text. */
  static void fail(GrpcServerRequest<?, ?> request, GrpcStatus status, String message) {
    GrpcServerResponse<?, ?> response = request.response().status(status);
    // Vert.x's own statusMessage would escape more, which not every client takes back.
    response.trailers().set(GrpcHeaderNames.GRPC_MESSAGE, PercentEncoding.encode(message));
    response.end();
  }

  private static GrpcStatus of(ErrorCode code) {
    return switch (code) {
      case INVALID_INPUT, MISSING_VALUE, UNACCEPTED_VALUE, INVALID_PARAMETER ->
          GrpcStatus.INVALID_ARGUMENT;
      case MODEL_NOT_FOUND -> GrpcStatus.NOT_FOUND;
      case UNSUPPORTED_MODEL -> GrpcStatus.UNIMPLEMENTED;
      case INVALID_PACKAGE, SIGNATURE_MISMATCH, SELF_TEST_FAILED -> GrpcStatus.UNAVAILABLE;
      case OVERLOADED -> GrpcStatus.RESOURCE_EXHAUSTED;
      case DEADLINE_EXCEEDED -> GrpcStatus.DEADLINE_EXCEEDED;
      case CANCELLED -> GrpcStatus.CANCELLED;
      default -> GrpcStatus.INTERNAL;
    };
  }
}
