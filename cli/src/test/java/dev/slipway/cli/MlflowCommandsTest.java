package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.mlflow.MlflowServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("slipway registry with a server that speaks MLflow")
class MlflowCommandsTest {

  private static final String NAME = "flight-delay";

  @TempDir Path folder;
  private MlflowServer server;
  private String home;

  @BeforeEach
  void start() {
    server = new MlflowServer();
    home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
  }

  @AfterEach
  void stop() {
    System.setProperty("user.home", home);
    server.close();
    assertThat(server.violations).as("requests that MLflow does not understand").isEmpty();
  }

  private Slip.Result registry(String... arguments) {
    List<String> all = new ArrayList<>(List.of("registry"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--registry", server.location()));
    return Slip.way(all.toArray(String[]::new));
  }

  private String done(String... arguments) {
    Slip.Result result = registry(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  @DisplayName("registers, lists, shows, tags, moves, pulls, pushes and deletes")
  void commands() {
    assertThat(done("list")).isEqualTo("There is no model in " + server.location() + "\n");
    assertThat(done("register", "--name", NAME, Slip.FLIGHT_DELAY, "--metric", "auc=0.7"))
        .startsWith("Registered flight-delay 1 (");
    done("register", "--name", NAME, Slip.BARE_MODEL, "--description", "bare");
    done("alias", NAME, "champion", "1");
    assertThat(done("list")).contains("MODEL", "flight-delay", "champion=1");
    assertThat(done("list", NAME)).contains("VERSION", "champion");
    assertThat(done("list", NAME, "--json")).contains("\"version\":1", "\"version\":2");
    assertThat(done("show", NAME, "@champion")).contains("Signed by   nobody", "passed", "exact");
    assertThat(done("diff", NAME, "1", "2")).contains("auc");
    done("tag", NAME, "owner=ops");
    Slip.Result staged = registry("stage", NAME, "1", "Production");
    assertThat(staged.status()).isZero();
    assertThat(staged.err()).contains("models:/flight-delay@champion");
    Slip.Result byStage =
        Slip.way("inspect", "models:/flight-delay/Production", "--registry", server.location());
    assertThat(byStage.err())
        .isEqualTo(
            "slipway: Stages are deprecated; an alias says the same:"
                + " models:/flight-delay@champion\n");
    assertThat(byStage.out()).contains("Version    1");
    Path pulled = folder.resolve("pulled");
    done("pull", "models:/flight-delay@champion", "--output", pulled.toString());
    assertThat(pulled.resolve("slipway.yaml")).exists();
    String other = "file:" + folder.resolve("other");
    done("push", "models:/flight-delay@champion", "--to", other);
    assertThat(Slip.way("registry", "list", "--registry", other).out()).contains("flight-delay");
    assertThat(registry("delete", NAME, "1").err()).contains("champion");
    done("delete", NAME, "--all", "--force");
    assertThat(done("list")).contains("There is no model");
  }

  @Test
  @DisplayName("scores a file by an alias")
  void batch() {
    done("register", "--name", NAME, Slip.FLIGHT_DELAY);
    done("alias", NAME, "champion", "1");
    Slip.Result scored =
        Slip.way(
            "batch",
            "--model",
            "models:/flight-delay@champion",
            "--registry",
            server.location(),
            "--input",
            Slip.FLIGHTS.toString(),
            "--output",
            folder.resolve("scored.parquet").toString());
    assertThat(scored.status()).as(scored.err()).isZero();
    assertThat(scored.out()).contains("flight-delay 1");
  }

  @Test
  @DisplayName("says what is not there, and what MLflow cannot do")
  void refusals() {
    Slip.Result nothing = registry("show", NAME);
    assertThat(nothing.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(nothing.err()).contains("there is no model 'flight-delay', nor any other");
    done("register", "--name", NAME, Slip.FLIGHT_DELAY);
    assertThat(registry("show", "flight-dealy").err()).contains("nearest is 'flight-delay'");
    assertThat(registry("history", NAME).err()).contains("MLflow keeps none");
    assertThat(registry("alias", NAME, "champion", "1", "--expect", "none").err())
        .contains("MLflow cannot compare before it changes");
    Slip.Result verify = registry("verify");
    assertThat(verify.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(verify.err())
        .isEqualTo(
            "slipway: Cannot verify what is kept in "
                + server.location()
                + ": its server keeps the files, expected a registry in a folder, as file:DIR"
                + " (use the server's own tools)\n");
    assertThat(registry("gc").err()).contains("Cannot collect garbage in mlflow+http://");
  }
}
