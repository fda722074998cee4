package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.MlflowRegistry.Network;
import dev.slipway.registry.mlflow.MlflowRegistry.StaleAliases;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import dev.slipway.registry.mlflow.MlflowState.Logged;
import dev.slipway.spi.ModelResolver.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While MLflow cannot be reached, or is not asked,")
class OfflineTest extends WithServer {

  private final Map<String, byte[]> packaged = flight("one");
  private Resolved online;

  @BeforeEach
  void fetchOnce() {
    server.state.add("m", packaged);
    server.state.add("m", flight("two"));
    server.state.model("m").aliases.put("champion", "1");
    online = registry.fetch(registry.find(uri("models:/m@champion")));
    registry.find(uri("models:/m/latest"));
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call, String... facts) {
    assertThatThrownBy(call)
        .satisfies(e -> assertThat(((dev.slipway.SlipwayException) e).code()).isEqualTo(code))
        .message()
        .contains(facts);
  }

  @Test
  @DisplayName("the cache answers for a version's number, and a notice says so")
  void pinned() {
    server.close();

    VersionRecord found = registry.find(uri("models:/m/1"));

    assertThat(registry.fetch(found)).isEqualTo(online);
    assertThat(found.digest()).isEqualTo(digest(packaged));
    assertThat(notices)
        .singleElement()
        .asString()
        .startsWith("models:/m/1 is answered from the cache, since " + server.location())
        .contains("cannot be reached (version 1, downloaded at 20");
  }

  @Test
  @DisplayName(
      "a server that is too busy is like one that cannot be reached, one that says no is not")
  void busy() {
    server.fault(99, seen -> true, Reply.status(503, "", ""));
    assertThat(registry.find(uri("models:/m/1")).number()).isEqualTo(1);
    assertThat(notices).hasSize(1);
    server.close();
    server = new MlflowServer();
    registry = builder().build();
    assertCode(
        ErrorCode.MODEL_NOT_FOUND,
        () -> registry.find(uri("models:/m/1")),
        "there is no model 'm'");
  }

  @Test
  @DisplayName("it does not answer for aliases, stages and the latest")
  void aliasesAreRefused() {
    server.close();
    for (String uri : List.of("models:/m@champion", "models:/m/latest", "models:/m/None")) {
      assertCode(
          ErrorCode.REGISTRY_UNAVAILABLE,
          () -> registry.find(uri(uri)),
          "cannot be reached",
          "only a version's number is answered from the cache (ask for a number, or allow stale"
              + " aliases)");
    }
    assertThat(notices).isEmpty();
  }

  @Test
  @DisplayName(
      "it answers for aliases where the caller allows it, and says since when they are stale")
  void staleAliases() {
    server.close();
    MlflowRegistry lenient = builder().staleAliases(StaleAliases.ALLOWED).build();

    assertThat(lenient.locate(lenient.find(uri("models:/m@champion")))).isEqualTo(online);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("models:/m@champion is answered from the cache")
        .contains("(version 1, stale: what it meant at 20");
    assertCode(
        ErrorCode.REGISTRY_UNAVAILABLE,
        () -> lenient.find(uri("models:/m/latest")),
        "it is not in the cache " + folder.resolve("cache"));
    assertCode(
        ErrorCode.REGISTRY_UNAVAILABLE,
        () -> lenient.find(uri("models:/m@unheard-of")),
        "it is not in the cache");
  }

  @Test
  @DisplayName("offline, nothing is asked, and everything but fetching is refused")
  void offline() {
    server.requests.clear();
    MlflowRegistry offline =
        builder().network(Network.OFFLINE).staleAliases(StaleAliases.ALLOWED).build();

    assertThat(offline.fetch(offline.find(uri("models:/m/1")))).isEqualTo(online);
    assertThat(notices.get(0)).contains("is not asked offline");
    assertThat(offline.find(uri("models:/m@champion")).number()).isEqualTo(1);
    assertCode(
        ErrorCode.REGISTRY_UNAVAILABLE,
        () -> offline.find(uri("models:/m/7")),
        "is not asked offline, and it is not in the cache");
    VersionRecord two = registry.find(uri("models:/m/2"));
    server.requests.clear();
    assertCode(
        ErrorCode.REGISTRY_UNAVAILABLE,
        () -> offline.fetch(two),
        "it is not in the cache "
            + folder.resolve("cache")
            + ", and offline nothing is downloaded");
    assertCode(ErrorCode.REGISTRY_UNAVAILABLE, offline::models, "it is not asked offline");
    assertCode(ErrorCode.REGISTRY_UNAVAILABLE, () -> offline.model("m"), "not asked offline");
    assertCode(ErrorCode.REGISTRY_UNAVAILABLE, () -> offline.versions("m"), "not asked offline");
    assertCode(
        ErrorCode.REGISTRY_UNAVAILABLE,
        () -> offline.register(Registration.of("m", FLIGHT)),
        "not asked offline");
    assertCode(
        ErrorCode.REGISTRY_UNAVAILABLE,
        () -> offline.apply(new Change.SetAlias("m", "x", 1), ChangeNote.by("ann")),
        "not asked offline");
    assertThat(server.requests).isEmpty();
  }

  @Test
  @DisplayName("logged models are answered too: their content never changes")
  void loggedModel() {
    server.state.logged.put(
        "m-1f", new Logged("m-1f", "delays", "mlflow-artifacts:/lm", "LOGGED_MODEL_READY"));
    packaged.forEach((path, bytes) -> server.state.files.put("lm/" + path, bytes));
    Resolved before = registry.fetch(registry.find(uri("models:/m-1f")));
    server.close();

    assertThat(registry.fetch(registry.find(uri("models:/m-1f")))).isEqualTo(before);
    assertThat(notices).hasSize(1);
  }

  @Test
  @DisplayName("a damaged copy is refused, and downloaded again when the server is back")
  void damaged() throws IOException {
    Path model = online.location().resolve("model.onnx");
    byte[] bytes = read(model);
    bytes[700] ^= 1;
    Files.write(model, bytes);
    VersionRecord version = registry.find(uri("models:/m/1"));
    MlflowRegistry offline = builder().network(Network.OFFLINE).build();

    assertThatThrownBy(() -> offline.locate(version))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PACKAGE))
        .hasMessageContaining("its copy in the cache " + folder.resolve("cache") + " is damaged");
    assertFiles(registry.locate(version).location(), packaged);
    assertFiles(offline.locate(version).location(), packaged);

    Files.delete(online.location().resolve("golden.jsonl"));
    Files.createFile(online.location().resolve("extra"));
    assertFiles(registry.fetch(version).location(), packaged);
  }

  @Test
  @DisplayName("a copy that is damaged while sizes and times stay is found by fetching it")
  void damagedInSecret() throws IOException {
    Path model = online.location().resolve("model.onnx");
    var time = Files.getLastModifiedTime(model);
    byte[] bytes = read(model);
    bytes[700] ^= 1;
    Files.write(model, bytes);
    Files.setLastModifiedTime(model, time);
    MlflowRegistry other = builder().build();

    assertFiles(other.fetch(other.find(uri("models:/m/1"))).location(), packaged);
  }

  @Test
  @DisplayName("a cache whose notes are damaged counts as empty")
  void damagedNotes() throws IOException {
    try (var notes = Files.walk(folder.resolve("cache/models"))) {
      for (Path note : notes.filter(Files::isRegularFile).toList()) {
        Files.writeString(note, "{\"digest\": 5");
      }
    }
    assertFiles(registry.fetch(registry.find(uri("models:/m/1"))).location(), packaged);
    try (var lists = Files.walk(folder.resolve("cache/contents"), 2)) {
      for (Path list : lists.filter(p -> p.endsWith("files.jsonl")).toList()) {
        Files.writeString(list, "}{\n");
      }
    }
    assertFiles(registry.fetch(registry.find(uri("models:/m/1"))).location(), packaged);
    server.close();
    assertThatThrownBy(() -> registry.find(uri("models:/m/2")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("fetch it once while online");
  }
}
