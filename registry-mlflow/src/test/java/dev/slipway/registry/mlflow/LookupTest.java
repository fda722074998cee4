package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Looking up models in MLflow")
class LookupTest extends WithServer {

  @BeforeEach
  void threeVersions() {
    for (int i = 1; i <= 3; i++) {
      server.state.add("flight-delay", flight("version " + i));
    }
    server.state.version("flight-delay", "1").stage = "Production";
    server.state.version("flight-delay", "2").stage = "Staging";
    server.state.model("flight-delay").aliases.put("champion", "2");
    server.state.version("flight-delay", "2").tags.put("team", "ops");
    server.state.version("flight-delay", "2").description = "better";
  }

  @ParameterizedTest
  @CsvSource({
    "models:/flight-delay/1, 1",
    "models:/flight-delay@champion, 2",
    "models:/flight-delay/latest, 3",
    "models:/flight-delay/Production, 1",
    "models:/flight-delay/staging, 2",
    "models:/flight-delay/None, 3"
  })
  @DisplayName("finds a version by number, alias, latest and stage")
  void find(String uri, int number) {
    VersionRecord found = registry.find(uri(uri));

    assertThat(found.model()).isEqualTo("flight-delay");
    assertThat(found.number()).isEqualTo(number);
  }

  @Test
  @DisplayName("tells what MLflow says of a version")
  void record() {
    VersionRecord found = registry.find(uri("models:/flight-delay@champion"));

    assertThat(found.aliases()).containsExactly("champion");
    assertThat(found.stage()).isEqualTo(Stage.STAGING);
    assertThat(found.description()).isEqualTo("better");
    assertThat(found.tags()).containsEntry("team", "ops");
    assertThat(found.origin().at()).isAfter("2024-01-01T00:00:00Z");
    assertThat(found.digest()).as("unknown before it is fetched").isEmpty();
  }

  @Test
  @DisplayName("lists models and versions over all pages")
  void lists() {
    IntStream.range(0, 2100).forEach(i -> server.state.create("model-" + i, ""));
    IntStream.range(0, 1500)
        .forEach(i -> server.state.createVersion("model-7", "mlflow-artifacts:/x", ""));

    RegisteredModel model = registry.model("model-7");

    assertThat(registry.models()).hasSize(2101).isSorted().contains("flight-delay");
    assertThat(model.versions()).isEqualTo(1500);
    assertThat(model.latest()).hasValue(1500);
    List<VersionRecord> versions = registry.versions("model-7");
    assertThat(versions).extracting(VersionRecord::number).isSorted().hasSize(1500);
    assertThat(registry.versions("model-8")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models:/flight-dleay/1 | there is no model 'flight-dleay', nearest is 'flight-delay'",
        "models:/flight-delay/9 | there is no version of flight-delay '9', nearest is",
        "models:/flight-delay@champoin | there is no alias of flight-delay 'champoin', nearest is"
            + " 'champion'",
        "models:/flight-dleay@champion | there is no model 'flight-dleay', nearest is"
            + " 'flight-delay'",
        "models:/flight-dleay/latest | there is no model 'flight-dleay', nearest is 'flight-delay'",
        "models:/flight-delay/Archived | there is no version of flight-delay in stage 'Archived'"
      })
  @DisplayName("tells the nearest names of what is not there")
  void unknown(String uri, String fact) {
    assertThatThrownBy(() -> registry.find(uri(uri)))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND))
        .hasMessageContaining(fact)
        .hasMessageContaining(" in mlflow+http://127.0.0.1:" + server.port());
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING_REGISTRATION, REGISTRY_UNAVAILABLE, wait until it is registered",
    "FAILED_REGISTRATION, REGISTRY_FAILURE, register it again"
  })
  @DisplayName("refuses a version that is not ready, and lists it with its status")
  void notReady(String status, ErrorCode code, String hint) {
    server.state.version("flight-delay", "3").status = status;
    server.state.version("flight-delay", "3").statusMessage = "copying";

    assertThatThrownBy(() -> registry.find(uri("models:/flight-delay/3")))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("version 3 of flight-delay is " + status + " copying, expected READY")
        .hasMessageContaining(hint);
    VersionRecord listed = registry.versions("flight-delay").get(2);
    assertThatThrownBy(() -> registry.fetch(listed)).hasMessageContaining("expected READY");
    assertThat(registry.find(uri("models:/flight-delay/latest")).number()).isEqualTo(2);
  }

  @Test
  @DisplayName("finds names with quotes, spaces, signs and letters of any language")
  void names() {
    for (String name : List.of("it's", "say \"hi\"", "a b&c=d?e#f%25", "Verspätung+模型")) {
      server.state.add(name, flight(name));

      assertThat(registry.find(uri("models:/" + encoded(name) + "/1")).model()).isEqualTo(name);
      assertThat(registry.versions(name)).hasSize(1);
    }
  }

  private static String encoded(String name) {
    return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  @Test
  @DisplayName("shows a token or a user to the server, and says what is missing without one")
  void authorization() {
    server.requireAuthorization("Bearer secret-token");
    assertThatThrownBy(() -> registry.models())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("answers 401")
        .hasMessageContaining("set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and");
    assertThat(withToken("secret-token").models()).contains("flight-delay");
    assertThatThrownBy(() -> withToken("wrong-token").models())
        .hasMessageNotContaining("wrong-token");

    String pair =
        Base64.getEncoder().encodeToString("ann:pass:word".getBytes(StandardCharsets.UTF_8));
    server.requireAuthorization("Basic " + pair);
    MlflowCredentials basic = MlflowCredentials.basic("ann", "pass:word");
    assertThat(builder().credentials(basic).build().models()).contains("flight-delay");
    assertThat(basic).hasToString("Basic …");
  }

  private MlflowRegistry withToken(String token) {
    return builder().credentials(MlflowCredentials.bearer(token)).build();
  }

  @Test
  @DisplayName("says that a user may not, and that an address is none of MLflow's")
  void refusals() {
    server.fault(
        1,
        seen -> true,
        Reply.json(
            403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"Permission denied\"}"));
    assertThatThrownBy(() -> registry.models())
        .hasMessageContaining(
            "answers 403 PERMISSION_DENIED: Permission denied (this user may not");
    server.fault(
        1, seen -> true, new Reply(404, Map.of(), "not here".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> registry.models())
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining("answers 404 (is this the address of an MLflow server?)");
  }
}
