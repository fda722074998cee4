package dev.slipway.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;

/** Calls a server with gRPC's own client, which shares no code with the server. */
final class GrpcCaller implements AutoCloseable {

  private static final MethodDescriptor<ModelInferRequest, ModelInferResponse> INFER =
      MethodDescriptor.<ModelInferRequest, ModelInferResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("inference.GRPCInferenceService/ModelInfer")
          .setRequestMarshaller(ProtoUtils.marshaller(ModelInferRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(ModelInferResponse.getDefaultInstance()))
          .build();

  private final ManagedChannel channel;

  GrpcCaller(int port) {
    channel = OkHttpChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  ModelInferResponse infer(ModelInferRequest request) {
    return ClientCalls.blockingUnaryCall(channel, INFER, CallOptions.DEFAULT, request);
  }

  /** Returns how a request is refused. */
  Status refused(ModelInferRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> infer(request)).getStatus();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
