package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.http.InferenceServer;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("slipway conformance")
class ConformanceCommandTest {

  @TempDir static Path folder;

  private static InferenceServer one;
  private static InferenceServer two;

  @BeforeAll
  static void start() {
    String model = OnnxFile.logistic().write(folder.resolve("m.onnx")).toString();
    one = server().model("logistic", model).start();
    two = server().model("logistic", model).model("other", model).start();
  }

  private static InferenceServer.Builder server() {
    return InferenceServer.builder().port(0).lameDuckTime(Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    for (InferenceServer server : new InferenceServer[] {one, two}) {
      if (server != null) {
        server.close();
      }
    }
  }

  private static String url(InferenceServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  @Test
  @DisplayName("passes our server, by REST and gRPC, and finds its only model")
  void passes() {
    Slip.Result result = Slip.way("conformance", url(one));

    assertThat(result.status()).as(result.out() + result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Open Inference Protocol v2: model 'logistic' at " + url(one))
        .contains("ok      rest/infer-flat", "ok      binary/outputs", "ok      grpc/infer-raw")
        .contains(" passed, 0 failed, 0 skipped");
  }

  @Test
  @DisplayName("asks the model that is named, at the gRPC port that is named, or not by gRPC")
  void options() {
    Slip.Result ported =
        Slip.way("conformance", url(two), "-m", "other", "--grpc-port", "" + one.port());
    Slip.Result without = Slip.way("conformance", url(two), "--model", "other", "--no-grpc");

    assertThat(ported.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(ported.out())
        .contains(
            "ok      rest/model-metadata",
            "FAILED  grpc/model-metadata",
            "status NOT_FOUND, Cannot find model 'other'",
            "expected status OK");
    assertThat(without.status()).as(without.out()).isZero();
    assertThat(without.out()).contains("rest/infer-flat").doesNotContain("grpc/");
  }

  @Test
  @DisplayName("takes inputs from a request, for models that do not take any value")
  void request() throws IOException {
    Path request =
        Files.writeString(
            folder.resolve("request.json"),
            """
            {"inputs": [
              {"name": "date", "shape": [2], "datatype": "BYTES",
               "data": ["2001-01-01T00:01:00Z", "2001-01-04T19:33:00Z"]},
              {"name": "distance", "shape": [2, 1], "datatype": "INT64", "data": [[2176], [478]]},
              {"name": "origin", "shape": [2], "datatype": "BYTES", "data": ["LAS", "LGA"]},
              {"name": "destination", "shape": [2], "datatype": "BYTES", "data": ["PHL", "CMH"]}]}
            """);
    try (InferenceServer flights = server().model("flights", Slip.FLIGHT_DELAY).start()) {
      Slip.Result made = Slip.way("conformance", url(flights));
      Slip.Result given = Slip.way("conformance", url(flights), "--request", request.toString());

      assertThat(made.status()).isEqualTo(ExitCode.INPUT.status());
      assertThat(made.out()).contains("FAILED  rest/infer-flat", "a0");
      assertThat(made.err()).endsWith("where the model refuses them, say --request FILE)\n");
      assertThat(given.status()).as(given.out()).isZero();
      assertThat(given.out()).contains("ok      grpc/infer-typed", " passed, 0 failed, 0 skipped");
    }
  }

  @Test
  @DisplayName("says what is wrong with a request")
  void wrongRequest() throws IOException {
    Path file = folder.resolve("wrong.json");
    String[][] cases = {
      {"{", "the request is not JSON"},
      {"{}", "the request has no inputs"},
      {"{\"inputs\":[{\"name\":\"a\",\"datatype\":\"FP33\"}]}", "\"a\" of \"FP33\""},
      {
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[1]}]}",
        "input 'a' of the request has 1 elements, expected some, as many as its shape [2] says"
      },
    };
    for (String[] each : cases) {
      Files.writeString(file, each[0]);
      Slip.Result result = Slip.way("conformance", url(one), "-r", file.toString());
      assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
      assertThat(result.err()).contains("Cannot check " + url(one)).contains(each[1]);
    }
    Slip.Result none = Slip.way("conformance", url(one), "-r", folder.resolve("no").toString());
    assertThat(none.status()).isEqualTo(ExitCode.INPUT.status());
  }

  @Test
  @DisplayName("says with status 3 what fails, also as JSON")
  void fails() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort();
      Slip.Result text = Slip.way("conformance", url, "--model", "m", "--no-grpc");
      Slip.Result json = Slip.way("conformance", url, "--model", "m", "--no-grpc", "--json");

      assertThat(text.status()).isEqualTo(ExitCode.INPUT.status());
      assertThat(text.out())
          .contains("ok      rest/live", "FAILED  rest/server-metadata", "no name in {}");
      assertThat(text.err())
          .matches(
              "slipway: Cannot call " + url + " conformant: \\d+ of \\d+ checks failed, .*\\R");
      assertThat(json.status()).isEqualTo(ExitCode.INPUT.status());
      assertThat(json.out())
          .startsWith("{\"server\":\"" + url + "\",\"model\":\"m\",\"passed\":")
          .contains("{\"id\":\"rest/live\"", "\"outcome\":\"failed\",\"detail\":\"no name in {}\"");
      assertThat(Slip.way("conformance", url).err())
          .contains("Cannot choose a model of " + url + ": it does not tell which it has");
    } finally {
      other.stop(0);
    }
  }

  @Test
  @DisplayName("says with status 5 that nobody answers")
  void unreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Slip.Result result = Slip.way("conformance", "http://127.0.0.1:" + port, "--model", "m");

    assertThat(result.status()).isEqualTo(ExitCode.CAPACITY.status());
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "slipway: Cannot reach http://127.0.0.1:"
                + port
                + ": nobody takes the connection, expected a server that answers by HTTP (start it,"
                + " or mend the URL)\n");
  }

  @Test
  @DisplayName("names the models there are where none or an unknown one is named")
  void models() {
    Slip.Result none = Slip.way("conformance", url(two));
    Slip.Result unknown = Slip.way("conformance", url(two), "--model", "logistics");

    assertThat(none.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(none.err()).contains("it has [logistic, other], expected --model NAME");
    assertThat(unknown.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(unknown.err())
        .contains("Cannot check model 'logistics' of " + url(two))
        .contains("expected one of [logistic, other] (did you mean 'logistic'?)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "ftp://127.0.0.1",
        "http://[ --no-grpc",
        "https://127.0.0.1:1 --model m",
        "http://127.0.0.1:1 --grpc-port 5 --no-grpc",
        "http://127.0.0.1:1 --grpc-port x",
        "http://127.0.0.1:1 http://127.0.0.1:2",
      })
  @DisplayName("refuses command lines that are wrong")
  void usage(String arguments) {
    Slip.Result result = Slip.way(("conformance " + arguments).strip().split(" "));

    assertThat(result.status()).as(result.err()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).startsWith("slipway").doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }

  @Test
  @DisplayName("refuses a gRPC port that is none")
  void port() {
    Slip.Result result = Slip.way("conformance", url(one), "--grpc-port", "70000");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("port must be from 0 to 65535, but was 70000");
  }
}
