package dev.slipway.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Predictor;
import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.registry.mlflow.MlflowServer.Reply;
import dev.slipway.registry.mlflow.MlflowState.Logged;
import dev.slipway.registry.mlflow.MlflowState.Version;
import dev.slipway.spi.ModelResolver.Resolved;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Fetching a version from MLflow")
class FetchTest extends WithServer {

  private final Map<String, byte[]> packaged = flight("one");

  private VersionRecord found() {
    return registry.find(uri("models:/flight-delay/1"));
  }

  @Test
  @DisplayName("downloads files that the server hands through, once, by name, number and digest")
  void proxied() {
    server.state.add("flight-delay", packaged);

    Resolved resolved = registry.locate(found());

    assertFiles(resolved.location(), packaged);
    assertThat(resolved.name()).hasValue("flight-delay");
    assertThat(resolved.version()).hasValue("1");
    assertThat(resolved.digest()).hasValue(digest(packaged));
    long downloads = server.count("GET", "/mlflow-artifacts/");
    assertThat(registry.fetch(found())).isEqualTo(resolved);
    assertThat(builder().build().fetch(found())).isEqualTo(resolved);
    assertThat(server.count("GET", "/mlflow-artifacts/")).isEqualTo(downloads);
    assertThat(found().digest()).as("known from now on").isEqualTo(digest(packaged));
  }

  @Test
  @DisplayName("opens a model by its alias, stamped with the registry's name and number")
  void open() {
    server.state.add("delays", packaged);
    server.state.add("delays", flight("two"));
    server.state.model("delays").aliases.put("champion", "2");

    try (Predictor predictor =
        Slipway.builder()
            .resolver(RegistryResolver.over(registry))
            .build()
            .openModel("models:/delays@champion")) {
      assertThat(predictor.model().version().name()).isEqualTo("delays");
      assertThat(predictor.model().version().version()).isEqualTo("2");
      assertThat(predictor.model().version().digest()).isEqualTo(digest(flight("two")));
    }
  }

  @Test
  @DisplayName("reads files that lie on this machine, by URI and by path")
  void local() {
    Path top = write(folder.resolve("art ifacts"), packaged);
    for (String source : new String[] {top.toUri().toString(), top.toString()}) {
      Version version = server.state.add("m", packaged);
      version.downloadUri = source;

      Resolved resolved = registry.fetch(registry.find(uri("models:/m/" + version.number)));

      assertFiles(resolved.location(), packaged);
    }
    Version gone = server.state.add("m", packaged);
    gone.downloadUri = "file:///no/such/folder";
    assertThatThrownBy(() -> registry.fetch(registry.find(uri("models:/m/" + gone.number))))
        .hasMessageContaining("on the server's own disk, which this machine does not have")
        .hasMessageContaining("--serve-artifacts");
  }

  @Test
  @DisplayName("refuses links where files lie on this machine")
  void localLinks() throws Exception {
    Path top = write(folder.resolve("artifacts"), packaged);
    Files.createSymbolicLink(top.resolve("passwords"), Path.of("/etc/passwd"));
    server.state.add("flight-delay", packaged).downloadUri = top.toUri().toString();

    assertThatThrownBy(() -> registry.fetch(found()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("passwords is a link or a device");
  }

  @Test
  @DisplayName("reads MLflow's artefacts by http, and by mlflow-artifacts with a host")
  void web() {
    Version version = server.state.add("m", packaged);
    String path = version.source.substring("mlflow-artifacts:/".length());
    version.downloadUri = server.address() + "/api/2.0/mlflow-artifacts/artifacts/" + path;
    Version other = server.state.add("m", packaged);
    other.downloadUri = "mlflow-artifacts://127.0.0.1:" + server.port() + "/" + path;

    assertFiles(registry.fetch(registry.find(uri("models:/m/1"))).location(), packaged);
    assertFiles(registry.fetch(registry.find(uri("models:/m/2"))).location(), packaged);
  }

  @Test
  @DisplayName("reads a model file and a zip behind an address")
  void singleFiles() throws Exception {
    byte[] model = packaged.get("model.onnx");
    server.fault(99, s -> s.path().equals("/files/a%20b.onnx"), new Reply(200, Map.of(), model));
    server.fault(
        99, s -> s.path().equals("/files/flight.zip"), new Reply(200, Map.of(), zip(packaged)));
    server.state.add("m", packaged).downloadUri = server.address() + "/files/a%20b.onnx";
    server.state.add("m", packaged).downloadUri = server.address() + "/files/flight.zip";
    server.state.add("m", packaged).downloadUri = server.address() + "/files/";

    Resolved file = registry.fetch(registry.find(uri("models:/m/1")));
    assertThat(file.location()).hasFileName("a b.onnx").hasBinaryContent(model);
    Resolved zip = registry.fetch(registry.find(uri("models:/m/2")));
    assertThat(zip.digest()).hasValue(digest(packaged));
    try (Predictor predictor = Slipway.open(zip.location())) {
      assertThat(predictor.model().version().digest()).isEqualTo(digest(packaged));
    }
    assertThatThrownBy(() -> registry.fetch(registry.find(uri("models:/m/3"))))
        .hasMessageContaining("which cannot be listed, expected an address of MLflow, or one file");
  }

  static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlflow-artifacts:/0/models/m-1f/artifacts", "s3://bucket/m-1f"})
  @DisplayName("reads logged models of MLflow 3, wherever the server keeps them")
  void loggedModels(String artifactUri) {
    server.state.logged.put(
        "m-1f", new Logged("m-1f", "delays", artifactUri, "LOGGED_MODEL_READY"));
    String root = artifactUri.replaceFirst("^[a-z0-9-]+:/+", "");
    packaged.forEach((path, bytes) -> server.state.files.put(root + "/" + path, bytes));
    server.state.add("flight-delay", packaged).downloadUri = "models:/m-1f";

    assertFiles(registry.fetch(found()).location(), packaged);
    Resolved direct = registry.fetch(registry.find(uri("models:/m-1f")));
    assertFiles(direct.location(), packaged);
    assertThat(direct.name()).hasValue("delays");
    assertThat(direct.version()).hasValue("m-1f");
  }

  @Test
  @DisplayName("refuses a logged model that is not ready, and one that is not there")
  void loggedModelsThatAreNot() {
    server.state.logged.put(
        "m-1", new Logged("m-1", "x", "mlflow-artifacts:/x", "LOGGED_MODEL_PENDING"));

    assertThatThrownBy(() -> registry.fetch(registry.find(uri("models:/m-1"))))
        .hasMessageContaining("m-1 is LOGGED_MODEL_PENDING, expected LOGGED_MODEL_READY");
    assertThatThrownBy(() -> registry.find(uri("models:/m-2")))
        .hasMessageContaining("Logged model with ID 'm-2' not found.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://bucket/model", "dbfs:/models/1", "relative/path", "models:/other/3", "::"})
  @DisplayName("says what it does not read, and what to do")
  void unread(String source) {
    server.state.add("flight-delay", packaged).downloadUri = source;

    assertThatThrownBy(() -> registry.fetch(found()))
        .isInstanceOfSatisfying(
            InvalidPackageException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PACKAGE))
        .hasMessageContaining("which Slipway does not read, expected mlflow-artifacts:")
        .hasMessageContaining("serve them through MLflow with --serve-artifacts");
  }

  @Test
  @DisplayName("leaves MLflow's registered_model_meta out, and keeps a signature apart")
  void metaAndSignature() {
    Map<String, byte[]> signed = new TreeMap<>(packaged);
    signed.put("model.sig", "{}".getBytes(StandardCharsets.UTF_8));
    Map<String, byte[]> downloaded = new TreeMap<>(signed);
    downloaded.put("registered_model_meta", "model_name: other\n".getBytes(StandardCharsets.UTF_8));
    server.state.add("m", packaged);
    server.state.add("m", downloaded);

    Resolved plain = registry.fetch(registry.find(uri("models:/m/1")));
    Resolved withSignature = registry.fetch(registry.find(uri("models:/m/2")));

    assertThat(withSignature.digest()).isEqualTo(plain.digest());
    assertFiles(withSignature.location(), signed);
    assertFiles(plain.location(), packaged);
  }

  @Test
  @DisplayName("shares content between versions, and refuses what differs from what was registered")
  void digests() {
    server.state.add("m", packaged).tags.put("slipway.digest", digest(packaged));
    server.state.add("m", packaged);
    server.state.add("m", flight("changed")).tags.put("slipway.digest", digest(packaged));

    Resolved one = registry.fetch(registry.find(uri("models:/m/1")));
    Resolved two = registry.fetch(registry.find(uri("models:/m/2")));

    assertThat(two.location()).isEqualTo(one.location());
    assertThatThrownBy(() -> registry.fetch(registry.find(uri("models:/m/3"))))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("the digest of what the server gives is " + digest(flight("changed")))
        .hasMessageContaining("expected " + digest(packaged) + " as registered");
    assertThat(folder.resolve("cache/partial")).isEmptyDirectory();
  }
}
