package dev.slipway.oip.conformance;

import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a server by gRPC; to be closed. */
final class GrpcCaller implements AutoCloseable {

  private static final ServiceName SERVICE =
      ServiceName.create("inference", "GRPCInferenceService");
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final GrpcClient client = GrpcClient.client(vertx);
  private final SocketAddress address;

  GrpcCaller(String host, int port) {
    this.address = SocketAddress.inetSocketAddress(port, host);
  }

  /**
   * What came back.
   *
   * @param status of the call
   * @param text of the status; empty if it has none
   * @param message empty unless the status is OK
   */
  record Answer<A>(GrpcStatus status, String text, Optional<A> message) {

    /** Returns the answer for a report. */
    String seen() {
      return "status " + status.name() + (text.isEmpty() ? "" : ", " + text);
    }
  }

  <A extends Message> Answer<A> call(String method, Message question, A example)
      throws IOException, InterruptedException {
    ServiceMethod<A, Message> called =
        ServiceMethod.client(
            SERVICE,
            method,
            GrpcMessageEncoder.<Message>encoder(),
            GrpcMessageDecoder.<A>decoder(example));
    Future<Answer<A>> answer =
        client
            .request(address, called)
            .compose(request -> request.send(question))
            .compose(
                response ->
                    response
                        .last()
                        .map(last -> new Answer<A>(GrpcStatus.OK, "", Optional.of(last)))
                        .recover(
                            failure -> {
                              GrpcStatus status = response.status();
                              return status == null
                                  ? Future.failedFuture(failure)
                                  : Future.succeededFuture(
                                      new Answer<A>(
                                          status,
                                          text(response.statusMessage()),
                                          Optional.empty()));
                            }));
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IOException(failure);
    }
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
