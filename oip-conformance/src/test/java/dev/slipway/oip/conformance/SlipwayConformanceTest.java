package dev.slipway.oip.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.http.InferenceServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Slipway's server")
class SlipwayConformanceTest extends OipContract {

  @TempDir static Path folder;

  private static InferenceServer server;

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

  @Override
  protected ConformanceTarget target() {
    return ConformanceTarget.of(URI.create("http://127.0.0.1:" + server.port()), "m");
  }

  @Test
  @DisplayName("passes everything, and skips nothing")
  void everything() {
    ConformanceReport report = Conformance.check(target());

    assertThat(report.text()).contains(" passed, 0 failed, 0 skipped");
    assertThat(report.isPassed()).isTrue();
    assertThat(report.count(CheckResult.Outcome.PASSED)).isGreaterThan(35);
  }

  private static List<String> ids(ConformanceReport report, CheckResult.Outcome outcome) {
    return report.results().stream()
        .filter(result -> result.outcome() == outcome)
        .map(CheckResult::id)
        .toList();
  }

  @Test
  @DisplayName("passes with floats of 16 bits, and skips only what they have no form for")
  void half() {
    ConformanceReport report =
        Conformance.check(
            ConformanceTarget.of(URI.create("http://127.0.0.1:" + server.port()), "half"));

    assertThat(report.isPassed()).as(report.text()).isTrue();
    assertThat(ids(report, CheckResult.Outcome.SKIPPED))
        .contains("rest/infer-flat", "binary/inputs", "grpc/infer-typed", "grpc/infer-raw");
    assertThat(ids(report, CheckResult.Outcome.PASSED))
        .contains("rest/no-body", "binary/short", "binary/half", "grpc/mixed", "grpc/shape")
        .contains("grpc/half", "grpc/half-typed", "grpc/infer-id");
    assertThat(report.text()).contains("the model takes FP16, which has no standard form but raw");
  }

  @Test
  @DisplayName("is asked with the inputs of a request, floats of 16 bits among them")
  void given() {
    ConformanceTarget half =
        ConformanceTarget.of(URI.create("http://127.0.0.1:" + server.port()), "half")
            .withInputs(
                """
                {"inputs": [
                  {"name": "bfloat16", "datatype": "BF16", "shape": [1, 2], "data": [-3e38, 0.1]},
                  {"name": "float16", "datatype": "FP16", "shape": [1, 2], "data": [-65504, 6e-8]},
                  {"name": "int64", "datatype": "INT64", "shape": [1, 2],
                   "data": [[9223372036854775807, -9223372036854775808]]}]}
                """);
    assertThat(Conformance.check(half).isPassed()).isTrue();

    ConformanceReport wrong =
        Conformance.check(
            target()
                .withInputs(
                    "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}"));
    assertThat(ids(wrong, CheckResult.Outcome.FAILED))
        .contains("rest/infer-flat", "grpc/infer-typed", "grpc/infer-raw");
    assertThat(wrong.text()).contains("status INVALID_ARGUMENT, Cannot read the request");
  }

  @Test
  @DisplayName("is reported by the program, whose status says whether it passed")
  void program() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    String url = "http://127.0.0.1:" + server.port();

    assertThat(Conformance.run(new String[] {url, "m"}, print)).isZero();
    assertThat(Conformance.run(new String[] {url, "no-such"}, print)).isEqualTo(1);
    assertThat(Conformance.run(new String[] {"nothing", "m"}, print)).isEqualTo(2);
    assertThat(Conformance.run(new String[] {}, print)).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("ok      rest/infer-flat             Flat data is answered")
        .contains("FAILED  rest/model-ready")
        .contains("Cannot check a server: expected URL MODEL");
  }
}
