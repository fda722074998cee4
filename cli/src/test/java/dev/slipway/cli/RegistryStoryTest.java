package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The flight package, registered, promoted, scored with, replaced and rolled back")
class RegistryStoryTest {

  private static final String NAME = "flight-delay";
  private static final String CHAMPION = "models:/flight-delay@champion";

  @TempDir Path folder;
  private String registry;
  private Path better;
  private Path breaking;

  @BeforeEach
  void packages() throws IOException {
    registry = "file:" + folder.resolve("registry");
    better = changed("better", "description: Whether", "description: Better, whether");
    breaking = changed("breaking", "- {name: probability, pick: 1}\n", "");
    Path golden = breaking.resolve("golden.jsonl");
    Files.writeString(golden, Files.readString(golden).replaceAll("\"probability\":[0-9.]+,", ""));
  }

  /** Returns a copy of the package with something else in its manifest. */
  private Path changed(String name, String from, String to) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    for (String file : List.of("model.onnx", "slipway.yaml", "golden.jsonl")) {
      Files.copy(Path.of(Slip.FLIGHT_DELAY, file), copy.resolve(file));
    }
    Path manifest = copy.resolve("slipway.yaml");
    String text = Files.readString(manifest);
    assertThat(text).contains(from);
    Files.writeString(manifest, text.replace(from, to));
    return copy;
  }

  private Slip.Result registry(String... arguments) {
    List<String> all = new ArrayList<>(List.of("registry"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--registry", registry));
    return Slip.way(all.toArray(String[]::new));
  }

  private String done(String... arguments) {
    Slip.Result result = registry(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result.out();
  }

  private String batch(String output) {
    Slip.Result result =
        Slip.way(
            "batch",
            "--model",
            CHAMPION,
            "--registry",
            registry,
            "--input",
            Slip.FLIGHTS.toString(),
            "--output",
            folder.resolve(output).toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result.out();
  }

  @Test
  @DisplayName("by commands, with the history telling the story")
  void byCommands() {
    done("register", "--name", NAME, Slip.FLIGHT_DELAY, "--metric", "auc=0.70", "--who", "ann");
    done("alias", NAME, "champion", "1", "--who", "ann");
    assertThat(batch("one.parquet")).contains("flight-delay 1");
    done("register", "--name", NAME, better.toString(), "--metric", "auc=0.71", "--parent", "1");
    assertThat(done("diff", NAME, "@champion", "latest"))
        .contains("auc", "0.7 ", "0.71", "Signature\n  the same", "0 of ");
    done("alias", NAME, "champion", "2", "--expect", "1", "--why", "better auc", "--who", "bob");
    assertThat(batch("two.parquet")).contains("flight-delay 2");
    done("alias", NAME, "champion", "1", "--why", "false alarms", "--who", "bob");
    assertThat(batch("three.parquet")).contains("flight-delay 1");

    done("register", "--name", NAME, breaking.toString());
    Slip.Result refused = registry("alias", NAME, "champion", "3");
    assertThat(refused.status()).isEqualTo(ExitCode.PACKAGE.status());
    assertThat(refused.err()).contains("output 'probability': is gone", "force");
    done("alias", NAME, "champion", "3", "--force", "--why", "callers were told");

    assertThat(done("history", NAME).lines().map(String::strip).toList())
        .hasSize(8)
        .anyMatch(line -> line.contains("bob  alias champion: 1 → 2") && line.endsWith("auc"))
        .anyMatch(line -> line.contains("alias champion: 2 → 1") && line.endsWith("alarms"))
        .anyMatch(line -> line.contains("alias champion: 1 → 3 (forced)"));
    assertThat(done("history", NAME, "--json"))
        .contains("\"action\":\"set-alias\"", "\"who\":\"bob\"");
    assertThat(done("list")).contains("flight-delay", "champion=3");
    assertThat(done("list", NAME)).contains("VERSION", "champion");
    assertThat(done("show", NAME, "1")).contains("Golden      passed", "exact");
    assertThat(done("verify")).contains("Read 1 histories with 7 entries, and 3 packages");
  }

  @Test
  @DisplayName("by Java, with the history telling the story")
  void byJava() {
    ChangeNote ann = ChangeNote.by("ann");
    try (Registry models = Registries.discover().open(registry)) {
      VersionRecord first =
          models.register(Registration.of(NAME, Path.of(Slip.FLIGHT_DELAY)).withNote(ann));
      models.apply(new Change.SetAlias(NAME, "champion", first.number()), ann);
      assertThat(scored(models)).isEqualTo("1");
      VersionRecord second = models.register(Registration.of(NAME, better).withNote(ann));
      models.apply(
          new Change.SetAlias(NAME, "champion", second.number(), Expected.version(1)),
          ann.because("better"));
      assertThat(scored(models)).isEqualTo("2");
      models.apply(new Change.SetAlias(NAME, "champion", 1, Expected.version(2)), ann);
      assertThat(scored(models)).isEqualTo("1");
      assertThat(models.history(NAME))
          .extracting(HistoryEntry::action)
          .extracting(Enum::name)
          .containsExactly("REGISTER", "SET_ALIAS", "REGISTER", "SET_ALIAS", "SET_ALIAS");
    }
  }

  private String scored(Registry models) {
    Slipway slipway = Slipway.builder().resolver(RegistryResolver.over(models)).build();
    try (Predictor predictor = slipway.openModel(CHAMPION)) {
      Path output = folder.resolve("scored-" + System.nanoTime() + ".parquet");
      return BatchJob.builder()
          .predictor(predictor)
          .input(Slip.FLIGHTS.toString())
          .output(output)
          .build()
          .run()
          .version()
          .version();
    }
  }

  @Test
  @DisplayName("is found by its URI in every command, and what is not there is told")
  void everywhere() throws IOException {
    done("register", "--name", NAME, Slip.FLIGHT_DELAY);
    done("alias", NAME, "champion", "1");
    assertThat(Slip.way("inspect", CHAMPION, "--registry", registry).out())
        .contains("Name       flight-delay", "Version    1");
    Slip.Result predicted =
        Slip.wayWith(
            Slip.FLIGHT, "predict", "--model", CHAMPION, "--registry", registry, "--input", "-");
    assertThat(predicted.out()).contains("\"late\":true");
    Slip.Result unknown = Slip.way("inspect", "models:/flight-dealy/1", "--registry", registry);
    assertThat(unknown.status()).isEqualTo(ExitCode.INPUT.status());
    assertThat(unknown.err()).contains("nearest is 'flight-delay'");
    done("stage", NAME, "1", "Archived");
    Slip.Result stage = registry("stage", NAME, "1", "production");
    assertThat(stage.err()).contains("Stages are deprecated", "models:/flight-delay@champion");
    assertThat(stage.status()).isZero();
    Slip.Result staged =
        Slip.way("inspect", "models:/flight-delay/Production", "--registry", registry);
    assertThat(staged.err()).contains("Stages are deprecated");
    Path pulled = folder.resolve("pulled");
    done("pull", CHAMPION, "--output", pulled.toString());
    done("pull", CHAMPION, "--output", pulled.toString());
    assertThat(folder.toFile().list()).noneMatch(name -> name.contains("slipway-pull"));
    done("push", CHAMPION, "--to", "file:" + folder.resolve("other"));
    done("tag", NAME, "owner=ops");
    Slip.Result inUse = registry("delete", NAME, "1");
    assertThat(inUse.status()).isEqualTo(ExitCode.INPUT.status());
    done("delete", NAME, "--all", "--force");
    assertThat(done("gc", "--unused", "0s")).contains("to be removed", "say --delete");
    assertThat(done("gc", "--unused", "0s", "--delete")).contains("Freed");
    assertThat(done("history", NAME)).contains("deleted the model (forced)");
  }

  @Test
  @DisplayName("has help and completion for each command")
  void help() {
    for (String command :
        List.of(
            "register",
            "list",
            "show",
            "history",
            "diff",
            "alias",
            "stage",
            "tag",
            "delete",
            "pull",
            "push",
            "verify",
            "gc")) {
      Slip.Result result = Slip.way("registry", command, "--help");
      assertThat(result.status()).isZero();
      assertThat(result.out()).contains("Usage: slipway registry " + command, "Example");
      assertThat(result.out().lines()).as(command).allMatch(line -> line.length() <= 80);
      assertThat(Slip.way("completion").out()).contains("_picocli_slipway_registry_" + command);
    }
    assertThat(Slip.way("registry").out()).contains("register", "history", "gc");
  }
}
