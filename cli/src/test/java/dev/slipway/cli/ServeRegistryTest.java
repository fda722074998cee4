package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server of what a registry's alias means")
@Timeout(120)
class ServeRegistryTest {

  private static final String NAME = "flight-delay";
  private static final String CHAMPION = "delay=models:/flight-delay@champion";

  @TempDir Path folder;
  private String registry;
  private Path better;
  private Path hurried;

  @BeforeEach
  void packages() throws IOException {
    registry = "file:" + folder.resolve("registry");
    hurried = Files.writeString(folder.resolve("serve.yaml"), "refresh: 50ms\nlame-duck: 1ms\n");
    better = Files.createDirectory(folder.resolve("better"));
    for (String file : List.of("model.onnx", "slipway.yaml", "golden.jsonl")) {
      Files.copy(Path.of(Slip.FLIGHT_DELAY, file), better.resolve(file));
    }
    Path manifest = better.resolve("slipway.yaml");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("description: Whether", "description: Better, whether"));
  }

  private static String done(String... arguments) {
    Slip.Result result = Slip.way(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private String registry(String... arguments) {
    List<String> all = new ArrayList<>(List.of("registry"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--registry", registry));
    return done(all.toArray(String[]::new));
  }

  private String[] serving(String... more) {
    List<String> all = new ArrayList<>(List.of("--model", CHAMPION, "--registry", registry));
    all.addAll(List.of("--config", hurried.toString(), "--port", "0"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String answer(ServeProcess server) {
    HttpResponse<String> response = server.post("/models/delay/predict", Slip.FLIGHT).join();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String stamped(String version) {
    return "\"model_version\":\"" + version + "\"";
  }

  /** Damages what the registry keeps of a version. */
  private void damage(String version) throws IOException {
    String digest =
        registry("show", NAME, version, "--json")
            .replaceAll("(?s).*\"digest\":\"([0-9a-f]{64})\".*", "$1");
    Path manifest =
        folder.resolve("registry/packages").resolve(digest).resolve("files/slipway.yaml");
    assertThat(manifest.toFile().setWritable(true)).isTrue();
    Files.writeString(manifest, Files.readString(manifest) + "\n");
  }

  @Test
  @DisplayName("answers by the version that the alias is moved to, and stays where that is damaged")
  void follows() throws Exception {
    registry("register", "--name", NAME, Slip.FLIGHT_DELAY);
    registry("alias", NAME, "champion", "1");
    try (ServeProcess server = ServeProcess.start(folder, serving())) {
      assertThat(answer(server)).contains(stamped("1"), "\"late\":true");

      registry("register", "--name", NAME, better.toString());
      registry("alias", NAME, "champion", "2");
      await().until(() -> answer(server).contains(stamped("2")));

      Path third = folder.resolve("better/slipway.yaml");
      Files.writeString(third, Files.readString(third).replace("Better,", "Best,"));
      registry("register", "--name", NAME, better.toString());
      damage("3");
      registry("alias", NAME, "champion", "3", "--force");
      assertThat(server.awaitLine("The model delay stays at flight-delay 2"))
          .contains("(the package was changed after it was registered)");
      assertThat(answer(server)).contains(stamped("2"));
      assertThat(server.get("/ready")).contains("\"ready\"");

      registry("rollback", NAME, "champion");
      registry("alias", NAME, "champion", "1");
      await().until(() -> answer(server).contains(stamped("1")));
      server.terminate();
      assertThat(server.process().waitFor()).isZero();
    }
  }

  @Test
  @DisplayName("is told with the nearest name of a model that the registry has not")
  void unknown() throws Exception {
    registry("register", "--name", NAME, Slip.FLIGHT_DELAY);
    try (ServeProcess server =
        ServeProcess.launch(
            folder, "--model", "a=models:/flight-dealy/1", "--registry", registry, "--port", "0")) {
      server.awaitLine("nearest is 'flight-delay'");
      assertThat(server.process().waitFor()).isEqualTo(ExitCode.INPUT.status());
    }
  }

  @Test
  @DisplayName("opens nothing that nobody trusted signed: not at its start, and not under an alias")
  void trust() throws Exception {
    String key = folder.resolve("release.pem").toString();
    done("keygen", key);
    Path trust =
        Files.writeString(
            folder.resolve("trust.yaml"),
            "format: slipway-trust/1\nkeys: [{file: release.pem.pub, name: release team}]\n");
    registry("register", "--name", NAME, Slip.FLIGHT_DELAY);
    registry("alias", NAME, "champion", "1");
    String[] trusting = serving("--trust", trust.toString());

    try (ServeProcess unsigned = ServeProcess.launch(folder, trusting)) {
      unsigned.awaitLine("is not signed, expected model.sig of somebody trusted");
      assertThat(unsigned.process().waitFor()).isEqualTo(ExitCode.PACKAGE.status());
    }
    done("sign", "models:/flight-delay/1", "--key", key, "--registry", registry);
    try (ServeProcess server = ServeProcess.start(folder, trusting)) {
      assertThat(answer(server)).contains(stamped("1"));

      registry("register", "--name", NAME, better.toString());
      registry("alias", NAME, "champion", "2");
      assertThat(server.awaitLine("The model delay stays at flight-delay 1"))
          .contains("is not signed");
      assertThat(answer(server)).contains(stamped("1"));

      done("sign", "models:/flight-delay/2", "--key", key, "--registry", registry);
      await().until(() -> answer(server).contains(stamped("2")));
    }
  }
}
