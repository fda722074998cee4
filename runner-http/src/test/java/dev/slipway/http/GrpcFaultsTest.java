package dev.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.Slipway;
import dev.slipway.oip.messages.InferTensorContents;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sends what no client library would send, over HTTP/2. */
@DisplayName("A gRPC call")
@Timeout(60)
class GrpcFaultsTest {

  private static final String INFER = "/inference.GRPCInferenceService/ModelInfer";

  @TempDir static Path folder;

  private static InferenceServer server;
  private static Vertx vertx;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    server =
        InferenceServer.builder()
            .port(0)
            .threads(2)
            .lameDuckTime(Duration.ZERO)
            .drainTime(Duration.ZERO)
            .limits(ServerLimits.defaults().withBodyBytes(10_000))
            .opener(Slipway.builder().executions(4).closeTimeout(Duration.ZERO).build())
            .model("endless", Models.endless(folder).toString())
            .start();
    vertx = Vertx.vertx();
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
  }

  @AfterAll
  static void stop() {
    if (vertx != null) {
      Futures.await(vertx.close());
    }
    if (server != null) {
      server.close();
    }
  }

  private static ModelInferRequest request(long trips) {
    return ModelInferRequest.newBuilder()
        .setModelName("endless")
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("trips")
                .setDatatype("INT64")
                .addShape(1)
                .setContents(InferTensorContents.newBuilder().addInt64Contents(trips)))
        .build();
  }

  private static Buffer message(byte[] bytes) {
    return Buffer.buffer().appendByte((byte) 0).appendInt(bytes.length).appendBytes(bytes);
  }

  private static HttpClientRequest begin(String... headers) {
    HttpClientRequest request =
        Futures.await(client.request(HttpMethod.POST, server.port(), "127.0.0.1", INFER));
    request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
    for (int i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** Sends a body, and returns the status of the call. */
  private static String status(Buffer body, String... headers)
      throws InterruptedException, ExecutionException {
    return Futures.await(
        begin(headers)
            .send(body)
            .compose(
                response ->
                    response
                        .end()
                        .map(
                            end -> {
                              String head = response.getHeader("grpc-status");
                              return head == null ? response.trailers().get("grpc-status") : head;
                            })));
  }

  private static String metrics() {
    return Futures.await(
            client
                .request(HttpMethod.GET, server.port(), "127.0.0.1", "/metrics")
                .compose(request -> request.send().compose(response -> response.body())))
        .toString();
  }

  private static void awaitPending(int count) {
    await()
        .until(
            () -> metrics().contains("slipway_calls_pending{strategy=\"http\"} " + count + ".0"));
  }

  @Test
  @DisplayName("is answered, also where its deadline is far")
  void answered() throws Exception {
    assertThat(status(message(request(5).toByteArray()))).isEqualTo("0");
    assertThat(status(message(request(5).toByteArray()), "grpc-timeout", "1M")).isEqualTo("0");
    assertThat(ModelInferResponse.getDefaultInstance().getOutputsCount()).isZero();
  }

  @Test
  @DisplayName("of bytes that are no message, of none, and of one that is cut off is refused")
  void garbage() throws Exception {
    assertThat(status(message(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}))).isEqualTo("3");
    assertThat(status(Buffer.buffer())).isEqualTo("3");
  }

  @Test
  @DisplayName("of a message beyond the limit is refused, before the message is there")
  void large() throws Exception {
    assertThat(status(message(new byte[20_000]))).isEqualTo("8");
    Buffer lie =
        Buffer.buffer().appendByte((byte) 0).appendInt(Integer.MAX_VALUE).appendString("x");
    assertThat(status(lie)).isEqualTo("8");
  }

  @Test
  @DisplayName("whose deadline is over while its model hangs is told so, and stopped")
  void deadline() throws Exception {
    assertThat(status(message(request(Long.MAX_VALUE).toByteArray()), "grpc-timeout", "100m"))
        .isEqualTo("4");
    assertThat(status(message(request(Long.MAX_VALUE).toByteArray()), "grpc-timeout", "1n"))
        .isEqualTo("4");
    awaitPending(0);
  }

  @Test
  @DisplayName("that is given up while its model runs is stopped")
  void cancelled() {
    HttpClientRequest request = begin();
    Futures.await(request.end(message(request(Long.MAX_VALUE).toByteArray())));
    awaitPending(1);

    Futures.await(request.reset(8));

    awaitPending(0);
    assertThat(metrics()).contains("reason=\"CANCELED\"");
  }

  @Test
  @DisplayName("of a method, or a service, that is not there is told so")
  void unknown() {
    for (String path :
        new String[] {"/inference.GRPCInferenceService/Nothing", "/nothing/Nothing"}) {
      String status =
          Futures.await(
              client
                  .request(HttpMethod.POST, server.port(), "127.0.0.1", path)
                  .compose(
                      request ->
                          request
                              .putHeader("content-type", "application/grpc")
                              .putHeader("te", "trailers")
                              .send(message(new byte[0])))
                  .map(response -> response.getHeader("grpc-status")));
      assertThat(status).isEqualTo("12");
    }
  }

  @Test
  @DisplayName("that is refused is told why in plain text: escaped is only what must be")
  void message() {
    String name = "a/b:c?d=e&f#g,h;i@j$k+l~m 50% \u00e9\n\ud83d\udea2";
    ModelInferRequest unknown = request(1).toBuilder().setModelName(name).build();
    String raw =
        Futures.await(
            begin()
                .send(message(unknown.toByteArray()))
                .map(response -> response.getHeader("grpc-message")));

    assertThat(raw)
        .isEqualTo(
            "Cannot find model 'a/b:c?d=e&f#g,h;i@j$k+l~m 50%25 %C3%A9%0A%F0%9F%9A%A2': it is not"
                + " served, expected one of [endless]");
    try (GrpcCaller caller = new GrpcCaller(server.port())) {
      assertThat(caller.refused(unknown).getDescription())
          .isEqualTo(
              "Cannot find model '" + name + "': it is not served, expected one of [endless]");
      assertThat(caller.infer(request(5)).getOutputs(0).getContents().getInt64Contents(0))
          .isEqualTo(5);
    }
  }
}
