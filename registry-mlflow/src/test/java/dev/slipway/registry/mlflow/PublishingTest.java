package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import dev.slipway.registry.mlflow.MlflowState.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Registering in MLflow")
class PublishingTest extends WithServer {

  private Registration flightDelay() {
    return Registration.of("flight-delay", FLIGHT).withNote(ChangeNote.by("ann"));
  }

  @Test
  @DisplayName("uploads the files first, then makes model and version, with digest and lineage")
  void register() {
    VersionRecord made =
        registry.register(
            flightDelay()
                .withDescription("first")
                .withTags(Map.of("team", "ops"))
                .withLineage(Lineage.unknown().withRun("r1").withData("s3://d").withParent(3))
                .withNote(ChangeNote.by("ann").because("it is better")));

    assertThat(made.number()).isEqualTo(1);
    assertThat(made.description()).isEqualTo("first");
    assertThat(made.digest()).isEqualTo(dev.slipway.core.ModelPackage.digest(FLIGHT));
    assertThat(made.origin().by()).isEqualTo("ann");
    assertThat(made.origin().bytes()).isEqualTo(1655 + 9100 + 1639);
    assertThat(made.origin().lineage())
        .isEqualTo(Lineage.unknown().withRun("r1").withData("s3://d").withParent(3));
    assertThat(made.tags()).isEqualTo(Map.of("team", "ops"));
    Version version = server.state.version("flight-delay", "1");
    assertThat(version.source).matches("mlflow-artifacts:/slipway/[0-9a-f]{64}");
    assertThat(version.runId).isEqualTo("r1");
    assertThat(version.tags)
        .containsEntry("team", "ops")
        .containsEntry("slipway.why", "it is better")
        .containsEntry("slipway.digest", made.digest());
    String root = version.source.substring("mlflow-artifacts:/".length());
    assertThat(server.state.files.keySet())
        .containsExactly(root + "/golden.jsonl", root + "/model.onnx", root + "/slipway.yaml");
    assertFiles(registry.fetch(registry.find(made.uri())).location(), files(FLIGHT));
    assertThat(server.requests.get(server.requests.size() - 1).path()).doesNotContain("create");
  }

  @Test
  @DisplayName("takes a version of another registry with all its tags")
  void copies() {
    VersionRecord made = registry.register(flightDelay().withTags(Map.of("team", "ops")));

    VersionRecord copy =
        registry.register(
            Registration.of("copy", registry.fetch(made).location())
                .withTags(made.tags())
                .withLineage(made.origin().lineage()));

    assertThat(copy.digest()).isEqualTo(made.digest());
    assertThat(copy.tags()).isEqualTo(made.tags());
  }

  @Test
  @DisplayName("takes zips apart, and model files as they are")
  void zipsAndFiles() throws IOException {
    Path zip = Files.write(folder.resolve("flight.zip"), FetchTest.zip(flight("zipped")));

    VersionRecord unpacked = registry.register(Registration.of("m", zip));
    VersionRecord bare = registry.register(Registration.of("bare", FLIGHT.resolve("model.onnx")));

    assertFiles(registry.fetch(unpacked).location(), flight("zipped"));
    assertThat(registry.fetch(bare).location())
        .hasFileName("model.onnx")
        .hasBinaryContent(read(FLIGHT.resolve("model.onnx")));
    assertThat(registry.fetch(bare).digest()).hasValue(bare.digest());
  }

  @Test
  @DisplayName("keeps folders and a signature, and leaves nothing behind")
  void signed() throws IOException {
    Map<String, byte[]> signed = new TreeMap<>(flight("two"));
    signed.put("model.sig", "{}".getBytes(StandardCharsets.UTF_8));
    Path top = write(folder.resolve("signed"), signed);
    long before = temporaryFolders();

    VersionRecord made = registry.register(Registration.of("m", top));

    assertFiles(registry.fetch(made).location(), signed);
    assertThat(temporaryFolders()).isEqualTo(before);
  }

  private static long temporaryFolders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("slipway-upload")).count();
    }
  }

  @Test
  @DisplayName(
      "gives the next number, and a model that another process makes meanwhile is no error")
  void next() {
    registry.register(flightDelay());
    server.fault(
        1,
        seen -> seen.is("GET", "registered-models/get"),
        Reply.json(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"none\"}"));

    assertThat(registry.register(flightDelay()).number()).isEqualTo(2);
  }

  @Test
  @DisplayName("makes no second version when the answer is lost")
  void lostAnswer() throws Exception {
    try (LossyProxy proxy = new LossyProxy(server, "model-versions/create")) {
      MlflowRegistry behind = at(proxy.address()).build();

      VersionRecord made = behind.register(flightDelay());

      assertThat(made.number()).isEqualTo(1);
      assertThat(server.state.model("flight-delay").versions).hasSize(1);
      assertThat(server.count("POST", "model-versions/create")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("is not repeated where it may have been done, and says that nothing was")
  void gatewayTimeout() {
    server.fault(9, seen -> seen.is("POST", "model-versions/create"), Reply.status(504, "", ""));

    assertThatThrownBy(() -> registry.register(flightDelay()))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_UNAVAILABLE))
        .hasMessageContaining("answers 504, and no version was made (register it again)");
    assertThat(server.count("POST", "model-versions/create")).isEqualTo(1);
  }

  @Test
  @DisplayName("is repeated where the server says that it did nothing")
  void tooMany() {
    server.fault(
        1, seen -> seen.is("POST", "model-versions/create"), Reply.status(429, "Retry-After", "1"));
    server.fault(2, seen -> seen.method().equals("PUT"), Reply.status(502, "", ""));

    assertThat(registry.register(flightDelay()).number()).isEqualTo(1);
  }

  @Test
  @DisplayName("waits until a version is ready, and tells one that failed")
  void pending() {
    String pending =
        "{\"model_version\": {\"name\": \"flight-delay\", \"version\": \"1\", \"status\": \"%s\"}}";
    server.fault(
        1,
        seen -> seen.is("GET", "model-versions/get"),
        Reply.json(200, pending.formatted("PENDING_REGISTRATION")));
    server.fault(
        1,
        seen -> seen.is("POST", "model-versions/create"),
        Reply.json(200, pending.formatted("PENDING_REGISTRATION")));
    server.state.add("flight-delay", flight("made meanwhile"));
    assertThat(registry.register(flightDelay()).number()).isEqualTo(1);
    assertThat(pauses).hasSize(2);
    server.fault(
        1,
        seen -> seen.is("POST", "model-versions/create"),
        Reply.json(200, pending.formatted("FAILED_REGISTRATION")));
    assertThatThrownBy(() -> registry.register(flightDelay()))
        .hasMessageContaining("is FAILED_REGISTRATION, expected READY (register it again)");
  }

  @Test
  @DisplayName("makes no version of what does not upload")
  void noUpload() {
    server.fault(
        9,
        seen -> seen.method().equals("PUT"),
        new Reply(
            413,
            Map.of("Content-Type", "text/html"),
            "<html>too large</html>".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> registry.register(flightDelay()))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("Cannot register " + FLIGHT + " as flight-delay in ")
        .hasMessageContaining("answers 413");
    assertThat(registry.models()).isEmpty();
  }

  @Test
  @DisplayName("sends nothing of what is no package, or has a bad name or tag; all at once")
  void refusals() {
    assertThatThrownBy(() -> registry.register(Registration.of("m", folder.resolve("nothing"))))
        .isInstanceOf(InvalidPackageException.class);
    assertThatThrownBy(
            () ->
                registry.register(
                    Registration.of("a/b:c", FLIGHT)
                        .withTags(
                            Map.of("a;b", "x", "slipway.digest", "y", "k", "v".repeat(5001)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'a/b:c' is none that MLflow takes")
        .hasMessageContaining("'a;b' is none to set")
        .hasMessageContaining("'slipway.digest' is none to set")
        .hasMessageContaining("tag k: has more than 5000 characters");
    assertThat(server.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Verspätung 模型", "it's", "a name &c"})
  @DisplayName("takes names of any language")
  void names(String name) {
    assertThat(registry.register(Registration.of(name, FLIGHT)).model()).isEqualTo(name);
  }
}
