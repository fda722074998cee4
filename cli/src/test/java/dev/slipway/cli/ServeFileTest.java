package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("serve.yaml")
class ServeFileTest {

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("serve.yaml"), String.join("\n", lines));
  }

  @Test
  @DisplayName("has every setting; paths are relative to its folder")
  void everything() throws IOException {
    ServeSettings settings =
        ServeFile.read(
            file(
                "models:",
                "  delay: models/delay",
                "  other: models:/other@champion",
                "host: 0.0.0.0",
                "port: 9000",
                "threads: 3",
                "registry: file:/registry",
                "trust: trust.yaml",
                "refresh: 2s",
                "drain: 1m",
                "lame-duck: 100ms",
                "access-log: '-'",
                "audit-log: audit.jsonl",
                "allow-repository-control: true",
                "limits:",
                "  body: 2MiB",
                "  rows: 10",
                "  head: 8KiB",
                "  request-time: 3s",
                "  answer-time: 4s",
                "  idle-time: 5s",
                "  queued: 6"));

    assertThat(settings.models)
        .containsEntry("delay", folder.resolve("models/delay").toString())
        .containsEntry("other", "models:/other@champion");
    assertThat(settings.host).isEqualTo("0.0.0.0");
    assertThat(settings.port).isEqualTo(9_000);
    assertThat(settings.threads).isEqualTo(3);
    assertThat(settings.registry).isEqualTo("file:/registry");
    assertThat(settings.trust).isEqualTo(folder.resolve("trust.yaml"));
    assertThat(settings.refresh).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.drain).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.lameDuck).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.accessLog).isEqualTo("-");
    assertThat(settings.auditLog).isEqualTo(folder.resolve("audit.jsonl").toString());
    assertThat(settings.repositoryControl).isTrue();
    assertThat(settings.bodyBytes).isEqualTo(2L << 20);
    assertThat(settings.rows).isEqualTo(10);
    assertThat(settings.headBytes).isEqualTo(8 << 10);
    assertThat(settings.requestTime).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.answerTime).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.idleTime).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.queued).isEqualTo(6);
  }

  @Test
  @DisplayName("is refused with all that is wrong, and the nearest known key")
  void problems() throws IOException {
    Slip.Result result =
        Slip.way(
            "serve",
            "--config",
            file(
                    "prot: 1",
                    "port: 70000",
                    "drain: soon",
                    "models:",
                    "  'a b': x",
                    "limits:",
                    "  body: many",
                    "  row: 5")
                .toString());

    assertThat(result.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(result.err())
        .startsWith("slipway: Cannot read " + folder.resolve("serve.yaml"))
        .contains("prot", "did you mean 'port'?")
        .contains("port", "is 70000, expected a whole number from 0 to 65535")
        .contains("drain", "is soon, expected a time")
        .contains("models.a b", "is no name")
        .contains("limits.body", "is many, expected a size")
        .contains("limits.row", "did you mean 'rows'?");
  }

  @Test
  @DisplayName("must be YAML with keys, each once")
  void noYaml() throws IOException {
    assertThat(Slip.way("serve", "--config", file("port: [1").toString()).err())
        .contains("is not YAML");
    assertThat(Slip.way("serve", "--config", file("port: 1", "port: 2").toString()).err())
        .contains("is not YAML", "duplicate key port");
    assertThat(Slip.way("serve", "--config", file("- a").toString()).err())
        .contains("is no mapping");
    assertThat(Slip.way("serve", "--config", folder.resolve("none").toString()).status())
        .isEqualTo(ExitCode.INPUT.status());
  }

  @Test
  @DisplayName("leaves nothing to serve, or two models of a name, to be told")
  void models() {
    assertThat(Slip.way("serve").err()).contains("Cannot serve: no model is named");
    assertThat(Slip.way("serve", "-m", "a=x", "-m", "a=y").err())
        .contains("Cannot serve two models as 'a'");
    assertThat(Slip.way("serve", "-m", Slip.FLIGHT_DELAY, "-m", Slip.FLIGHT_DELAY).err())
        .contains("Cannot serve two models as 'flight-delay'");
  }
}
