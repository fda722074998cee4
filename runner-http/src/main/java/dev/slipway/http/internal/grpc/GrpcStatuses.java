package dev.slipway.http.internal.grpc;

import dev.slipway.ErrorCode;
import dev.slipway.SlipwayException;
import io.vertx.grpc.common.GrpcStatus;

/** The one table from error codes to gRPC statuses. */
final class GrpcStatuses {

  private GrpcStatuses() {}

  /** Returns the status of a failure. */
  static GrpcStatus of(Throwable failure) {
    return failure instanceof SlipwayException known ? of(known.code()) : GrpcStatus.INTERNAL;
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
