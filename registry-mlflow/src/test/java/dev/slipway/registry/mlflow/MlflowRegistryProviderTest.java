package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidInputException;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Opening MLflow's registry by its location")
class MlflowRegistryProviderTest extends WithServer {

  private Registries registries(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("SLIPWAY_MLFLOW_CACHE", folder.resolve("cache").toString());
    return Registries.of(List.of(new MlflowRegistryProvider()), all);
  }

  @ParameterizedTest
  @CsvSource({
    "mlflow+http://host:5000, mlflow+http://host:5000",
    "mlflow+https://host/, mlflow+https://host",
    "MLFLOW+HTTPS://Host/prefix//, mlflow+HTTPS://Host/prefix"
  })
  @DisplayName("takes addresses of http and https, with a prefix or without")
  void locations(String location, String shown) {
    assertThat(registries(Map.of()).open(location).location()).isEqualTo(shown);
  }

  @Test
  @DisplayName("is found on the class path")
  void discovered() {
    assertThat(Registries.discover().open("mlflow+https://host"))
        .isInstanceOf(MlflowRegistry.class);
  }

  @Test
  @DisplayName("takes MLflow's variables for mlflow: alone, and asks the server below a prefix")
  void variables() {
    server.state.add("m", flight("one"));
    Registry registry =
        registries(Map.of("MLFLOW_TRACKING_URI", server.address() + "/")).open("mlflow:");
    assertThat(registry.location()).isEqualTo(server.location());
    assertThat(registry.models()).containsExactly("m");
    assertThat(
            registries(
                    Map.of(
                        "MLFLOW_TRACKING_URI", "http://no", "MLFLOW_REGISTRY_URI", "https://yes"))
                .open("mlflow:")
                .location())
        .isEqualTo("mlflow+https://yes");
    assertThatThrownBy(() -> registries(Map.of()).open("mlflow:"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("MLFLOW_TRACKING_URI is not set");
  }

  @Test
  @DisplayName("takes credentials, a cache, offline use and stale aliases from the environment")
  void settings() {
    server.state.add("m", flight("one"));
    server.state.model("m").aliases.put("champion", "1");
    server.requireAuthorization("Bearer secret");
    Map<String, String> environment = new HashMap<>(Map.of("MLFLOW_TRACKING_TOKEN", "secret"));
    Registry online = registries(environment).open(server.location());
    online.fetch(online.find(ModelUri.parse("models:/m@champion")));
    server.requests.clear();
    environment.put("SLIPWAY_MLFLOW_OFFLINE", "true");
    environment.put("SLIPWAY_MLFLOW_STALE_ALIASES", "1");
    environment.put("SLIPWAY_MLFLOW_TIMEOUT", "30");

    Registry offline = registries(environment).open(server.location());

    assertThat(offline.find(ModelUri.parse("models:/m@champion")).number()).isEqualTo(1);
    assertThat(server.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow+http://ann:s3cret@host",
        "mlflow+https://s3cret@host:99/x",
        "mlflow+ftp://host",
        "mlflow+http://",
        "mlflow+http://host?token=s3cret",
        "mlflow+http://ann:s3cret@ho st"
      })
  @DisplayName("refuses users in addresses and what is no address, and prints no secret")
  void badLocations(String location) {
    assertThatThrownBy(() -> MlflowRegistry.at(location))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot open registry ")
        .message()
        .doesNotContain("ann:")
        .matches(text -> location.contains("?") || !text.contains("s3cret"));
  }

  @Test
  @DisplayName("tells all wrong settings at once")
  void badSettings() {
    Map<String, String> environment =
        Map.of(
            "SLIPWAY_MLFLOW_OFFLINE", "maybe",
            "SLIPWAY_MLFLOW_TIMEOUT", "-1",
            "MLFLOW_TRACKING_INSECURE_TLS", "true");
    assertThatThrownBy(() -> registries(environment).open("mlflow+https://host"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("SLIPWAY_MLFLOW_OFFLINE: is 'maybe', expected true or false")
        .hasMessageContaining("SLIPWAY_MLFLOW_TIMEOUT: is '-1', expected a number of seconds")
        .hasMessageContaining("MLFLOW_TRACKING_INSECURE_TLS: is true, which Slipway does not do");
  }

  @Test
  @DisplayName("refuses half credentials, and certificates that cannot be read")
  void credentials() throws Exception {
    assertThatThrownBy(() -> MlflowCredentials.from(Map.of("MLFLOW_TRACKING_USERNAME", "ann")))
        .hasMessageContaining("MLFLOW_TRACKING_PASSWORD: is not set, expected both or neither");
    assertThatThrownBy(() -> MlflowCredentials.bearer("a\nb"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> MlflowCredentials.basic("a:b", "c"))
        .isInstanceOf(InvalidInputException.class);
    assertThat(MlflowCredentials.from(Map.of())).hasToString("none");
    Path empty = Files.createFile(folder.resolve("ca.pem"));
    for (String file : List.of(empty.toString(), folder.resolve("none").toString())) {
      assertThatThrownBy(
              () ->
                  registries(Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", file))
                      .open("mlflow+https://host"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("expected certificates in PEM");
    }
  }

  @Test
  @DisplayName("has the defaults that the documentation states")
  void defaults() {
    assertThat(MlflowLimits.defaults()).isEqualTo(new MlflowLimits(10_000, 16L << 30, 32, 1_000));
    assertThat(MlflowTimes.defaults())
        .isEqualTo(
            new MlflowTimes(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(30)));
    assertThat(MlflowRetries.defaults())
        .isEqualTo(new MlflowRetries(5, Duration.ofSeconds(1), Duration.ofSeconds(30)));
  }
}
