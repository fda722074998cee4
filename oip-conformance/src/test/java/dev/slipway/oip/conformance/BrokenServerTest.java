package dev.slipway.oip.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.http.InferenceServer;
import dev.slipway.oip.messages.ModelInferRequest;
import dev.slipway.oip.messages.ModelInferResponse;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Puts faults between the kit and a server that has none: the kit must find each. */
@DisplayName("A server that is broken")
class BrokenServerTest {

  @TempDir static Path folder;

  private static InferenceServer server;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() {
    server = SoundServer.start(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** What came from the server that has no faults. */
  private record Answer(int status, String body) {}

  /** Passes everything on, and answers what a fault makes of the answer. */
  private HttpServer proxy(UnaryOperator<Answer> fault) throws IOException {
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", exchange -> pass(exchange, fault));
    proxy.start();
    return proxy;
  }

  private void pass(HttpExchange exchange, UnaryOperator<Answer> fault) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = URI.create("http://127.0.0.1:" + server.port() + exchange.getRequestURI());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    String length = exchange.getRequestHeaders().getFirst(RestClient.JSON_LENGTH);
    if (length != null) {
      request.header(RestClient.JSON_LENGTH, length);
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Answer spoilt =
          fault.apply(
              new Answer(
                  response.statusCode(), new String(response.body(), StandardCharsets.ISO_8859_1)));
      byte[] bytes = spoilt.body().getBytes(StandardCharsets.ISO_8859_1);
      response
          .headers()
          .firstValue(RestClient.JSON_LENGTH)
          .ifPresent(value -> exchange.getResponseHeaders().set(RestClient.JSON_LENGTH, value));
      exchange.sendResponseHeaders(spoilt.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private List<String> failed(UnaryOperator<Answer> fault) throws IOException {
    return failed("m", 0, fault);
  }

  /** Puts a fault into what comes by REST; by gRPC the server has none. */
  private List<String> failed(String model, int grpcPort, UnaryOperator<Answer> fault)
      throws IOException {
    HttpServer proxy = proxy(fault);
    try {
      URI uri = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
      return failed(Conformance.check(new ConformanceTarget(uri, model, grpcPort)));
    } finally {
      proxy.stop(0);
    }
  }

  private static List<String> failed(ConformanceReport report) {
    return report.results().stream()
        .filter(result -> result.outcome() == CheckResult.Outcome.FAILED)
        .map(CheckResult::id)
        .toList();
  }

  @Test
  @DisplayName("by nothing is found to have no fault, so that the others are those of the faults")
  void unbroken() throws Exception {
    assertThat(failed(answer -> answer)).isEmpty();
    assertThat(failed("half", server.port(), answer -> answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\":\"request | \"id\":\"other | rest/infer-id",
        "\"shape\":[2,2],\"data\" | \"shape\":[3,2],\"data\" | rest/infer-flat",
        "\"model_name\":\"m\" | \"model_name\":\"n\" | rest/infer-flat",
        "\"error\" | \"message\" | rest/unknown-model",
        "\"platform\" | \"form\" | rest/model-metadata",
        "\"extensions\" | \"more\" | rest/server-metadata",
        "\"model_version\":\" | \"model_version\":\"x | rest/versions",
        "\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2 | \"name\":\"p\",\"datatype\":\"FP32\",\"shape\":[2 | rest/infer-outputs",
        "binary_data_size\":16 | binary_data_size\":12 | binary/outputs",
      })
  @DisplayName("in what it answers is found out")
  void answers(String from, String to, String check) throws Exception {
    assertThat(failed(answer -> new Answer(answer.status(), answer.body().replace(from, to))))
        .contains(check);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"same_float16\",\"datatype\":\"FP16\",\"shape\":[2,2],\"p | \"same_float16\",\"datatype\":\"FP32\",\"shape\":[2,2],\"p | binary/half",
        "\"same_bfloat16\",\"datatype\":\"BF16\",\"shape\":[2,2],\"p | \"same_bfloat16\",\"datatype\":\"BF16\",\"shape\":[2,3],\"p | binary/half",
        "binary_data_size\":8 | binary_data_size\":6 | binary/half",
      })
  @DisplayName("in floats of 16 bits is found out")
  void half(String from, String to, String check) throws Exception {
    assertThat(
            failed(
                "half",
                server.port(),
                answer -> new Answer(answer.status(), answer.body().replace(from, to))))
        .contains(check);
  }

  @Test
  @DisplayName("in the order of the bytes of such floats is found out")
  void swapped() throws Exception {
    String quarter = "\0" + "4";
    String swapped = "4\0";
    UnaryOperator<Answer> swap =
        answer -> new Answer(answer.status(), answer.body().replace(quarter, swapped));
    assertThat(failed("half", server.port(), swap)).containsExactly("grpc/half");
  }

  @Test
  @DisplayName("in that it takes everything, or calls each mistake its own, is found out")
  void statuses() throws Exception {
    String[] checks = {
      "rest/unknown-model", "rest/shape-more", "rest/shape-overflow", "rest/wrong-data",
      "rest/no-json", "binary/short", "binary/long", "binary/json-length"
    };
    assertThat(failed(answer -> new Answer(200, answer.body()))).contains(checks);
    assertThat(failed(answer -> new Answer(answer.status() < 400 ? 200 : 500, answer.body())))
        .contains(checks);
  }

  @Test
  @DisplayName("by gRPC, where it answers whatever is asked, is found out")
  void grpc() {
    Vertx vertx = Vertx.vertx();
    try {
      ServiceMethod<ModelInferRequest, ModelInferResponse> method =
          ServiceMethod.server(
              ServiceName.create("inference", "GRPCInferenceService"),
              "ModelInfer",
              GrpcMessageEncoder.<ModelInferResponse>encoder(),
              GrpcMessageDecoder.<ModelInferRequest>decoder(
                  ModelInferRequest.getDefaultInstance()));
      GrpcServer grpc =
          GrpcServer.server(vertx)
              .callHandler(
                  method,
                  request ->
                      request.handler(
                          any -> request.response().end(ModelInferResponse.getDefaultInstance())));
      int port =
          vertx
              .createHttpServer()
              .requestHandler(grpc)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .actualPort();
      URI rest = URI.create("http://127.0.0.1:" + server.port());

      assertThat(failed(Conformance.check(new ConformanceTarget(rest, "m", port))))
          .containsExactly(
              "grpc/ready",
              "grpc/server-metadata",
              "grpc/model-metadata",
              "grpc/infer-typed",
              "grpc/infer-raw",
              "grpc/infer-id",
              "grpc/unknown-model",
              "grpc/mixed",
              "grpc/raw-short",
              "grpc/raw-count",
              "grpc/shape");
      assertThat(failed(Conformance.check(new ConformanceTarget(rest, "half", port))))
          .contains("grpc/half", "grpc/half-typed");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
