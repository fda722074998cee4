package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.ModelVersion;
import dev.slipway.Predictor;
import dev.slipway.batch.BatchJob;
import dev.slipway.core.Slipway;
import dev.slipway.core.TrustPolicy;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.Rollback;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.VersionSigning;
import dev.slipway.lifecycle.signing.PackageSigner;
import dev.slipway.lifecycle.signing.SigningKey;
import dev.slipway.testing.mlflow.MlflowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The flight package, by commands, where only what the release team signed counts")
class TrustedStoryTest {

  private static final String NAME = "flight-delay";
  private static final ChangeNote ANN = ChangeNote.by("ann");
  private static final String CHAMPION = "models:/flight-delay@champion";

  @TempDir Path folder;
  private MlflowServer server;
  private String registry;
  private String home;
  private String key;
  private Path better;

  @BeforeEach
  void configure() throws IOException {
    server = new MlflowServer();
    registry = "file:" + folder.resolve("registry");
    home = System.getProperty("user.home");
    System.setProperty("user.home", folder.resolve("home").toString());
    key = folder.resolve("release.pem").toString();
    done("keygen", key);
    Path trust = folder.resolve("trust.yaml");
    Files.writeString(
        trust, "format: slipway-trust/1\nkeys: [{file: release.pem.pub, name: release team}]\n");
    System.setProperty(TrustPolicy.PROPERTY, trust.toString());
    better = Files.createDirectory(folder.resolve("better"));
    for (String file : List.of("model.onnx", "slipway.yaml", "golden.jsonl")) {
      Files.copy(Path.of(Slip.FLIGHT_DELAY, file), better.resolve(file));
    }
    Path manifest = better.resolve("slipway.yaml");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("description: Whether", "description: Better, whether"));
  }

  @AfterEach
  void forget() {
    System.clearProperty(TrustPolicy.PROPERTY);
    System.setProperty("user.home", home);
    server.close();
    assertThat(server.violations).as("requests that MLflow does not understand").isEmpty();
  }

  private Slip.Result in(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--registry", registry));
    return Slip.way(all.toArray(String[]::new));
  }

  private static String done(String... arguments) {
    Slip.Result result = Slip.way(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private String doneIn(String... arguments) {
    Slip.Result result = in(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private String refused(String... arguments) {
    Slip.Result result = in(arguments);
    assertThat(result.status()).as(result.out()).isEqualTo(ExitCode.PACKAGE.status());
    return result.err();
  }

  private String[] batch(String model) {
    String output = folder.resolve("scored-" + System.nanoTime() + ".parquet").toString();
    return new String[] {
      "batch", "--model", model, "--input", Slip.FLIGHTS.toString(), "--output", output
    };
  }

  private String[] predict(String model) throws IOException {
    Path row = Files.writeString(folder.resolve("row.json"), Slip.FLIGHT);
    return new String[] {"predict", "--model", model, "--input", row.toString()};
  }

  private void story() throws IOException {
    String registered = doneIn("registry", "register", "--name", NAME, Slip.FLIGHT_DELAY);
    assertThat(registered).contains("It may not serve yet: signature: ", "is not signed");
    assertThat(refused("registry", "alias", NAME, "champion", "1"))
        .contains("Cannot ", "signature: is not signed");
    assertThat(refused(batch("models:/flight-delay/1"))).contains("is not signed");
    assertThat(refused(predict("models:/flight-delay/1"))).contains("is not signed");
    assertThat(doneIn("registry", "show", NAME, "1"))
        .contains("Signed by   nobody\n", "not replayed, for want of a trusted signature");

    assertThat(doneIn("sign", "models:/flight-delay/1", "--key", key, "--who", "ann"))
        .contains("Signed:    flight-delay 1 (", "Signer:    key release team (");
    assertThat(doneIn("registry", "show", NAME, "1"))
        .contains("Signed by   key release team (", "Golden      passed\n")
        .doesNotContain("may not serve");
    doneIn("registry", "alias", NAME, "champion", "1", "--who", "ann");
    assertThat(doneIn(batch(CHAMPION))).contains("flight-delay 1");
    assertThat(doneIn(predict(CHAMPION))).contains("\"late\":true");
    assertThat(doneIn("verify-signature", CHAMPION)).contains("Signer:  key release team (");

    doneIn("registry", "register", "--name", NAME, better.toString());
    String other = folder.resolve("other.pem").toString();
    done("keygen", other);
    assertThat(refused("sign", "models:/flight-delay/2", "--key", other))
        .contains("Cannot sign flight-delay", "is signed with the key ", "expected one of");
    doneIn("sign", "models:/flight-delay/latest", "--key", key);
    doneIn("registry", "alias", NAME, "champion", "2", "--why", "better", "--who", "bob");
    assertThat(doneIn(batch(CHAMPION))).contains("flight-delay 2");
  }

  @Test
  @DisplayName("goes the whole way in a folder, and the history tells it")
  void inAFolder() throws IOException {
    story();
    assertThat(doneIn("registry", "rollback", NAME, "champion", "--why", "alarms", "--who", "bob"))
        .isEqualTo("flight-delay: alias champion: 2 → 1\n");
    assertThat(doneIn(batch(CHAMPION))).contains("flight-delay 1");
    assertThat(in("registry", "rollback", NAME, "champion").err())
        .contains("it has meant nothing before version 1");
    assertThat(doneIn("registry", "history", NAME).lines().map(line -> line.split("  +", -1)[3]))
        .filteredOn(what -> !what.equals("WHAT"))
        .satisfiesExactly(
            what -> assertThat(what).startsWith("registered version 1 ("),
            what -> assertThat(what).startsWith("signed version 1 with key release team ("),
            what -> assertThat(what).isEqualTo("alias champion: → 1"),
            what -> assertThat(what).startsWith("registered version 2 ("),
            what -> assertThat(what).startsWith("signed version 2 with key release team ("),
            what -> assertThat(what).isEqualTo("alias champion: 1 → 2"),
            what -> assertThat(what).isEqualTo("alias champion: 2 → 1"));
    assertThat(doneIn("registry", "history", NAME, "--json")).contains("\"action\":\"sign\"");
    Path manifest = filesOf(1).resolve("slipway.yaml");
    assertThat(manifest.toFile().setWritable(true)).isTrue();
    Files.writeString(manifest, Files.readString(manifest) + "\n");
    String named = "models:/flight-delay/1";
    assertThat(refused(batch(named))).contains("slipway.yaml");
    assertThat(refused(predict(named))).contains("slipway.yaml");
    assertThat(refused("registry", "pull", named, "-o", folder.resolve("p").toString()))
        .contains("slipway.yaml");
    assertThat(folder.resolve("p")).doesNotExist();
  }

  private Path filesOf(int version) {
    String json = doneIn("registry", "show", NAME, Integer.toString(version), "--json");
    String digest = json.replaceAll("(?s).*\"digest\":\"([0-9a-f]{64})\".*", "$1");
    return folder.resolve("registry/packages").resolve(digest).resolve("files");
  }

  @Test
  @DisplayName("goes the whole way through a server that speaks MLflow")
  void throughMlflow() throws IOException {
    registry = server.location();
    story();
    Slip.Result back = in("registry", "rollback", NAME, "champion");
    assertThat(back.status()).isNotZero();
    assertThat(back.err()).contains("keeps no history", "expected the number of a version");
    doneIn("registry", "alias", NAME, "champion", "1", "--why", "alarms");
    assertThat(doneIn(batch(CHAMPION))).contains("flight-delay 1");

    Map<String, byte[]> kept = new TreeMap<>(server.state.files);
    tamper(path -> path.startsWith("slipway/signatures/"));
    refusedAnew("the digest of the signature that the server gives is ");
    server.state.files.putAll(kept);
    tamper(path -> path.endsWith("slipway.yaml"));
    refusedAnew("the digest of what the server gives is ");
  }

  private void tamper(Predicate<String> which) {
    for (String path : List.copyOf(server.state.files.keySet())) {
      if (which.test(path)) {
        byte[] changed = server.state.files.get(path).clone();
        changed[changed.length / 2] ^= 1;
        server.state.files.put(path, changed);
      }
    }
  }

  /** Asks as a machine that has downloaded nothing yet. */
  private void refusedAnew(String why) throws IOException {
    System.setProperty("user.home", folder.resolve("home-" + System.nanoTime()).toString());
    for (String version : List.of("models:/flight-delay/1", "models:/flight-delay/2")) {
      assertThat(in(batch(version)).err()).contains(why);
      assertThat(in(predict(version)).err()).contains(why);
    }
  }

  @Test
  @DisplayName("goes the whole way by Java, in a folder and through MLflow")
  void byJava() throws IOException {
    for (String location : List.of(registry, server.location())) {
      registry = location;
      try (Registry models = Registries.discover().open(location)) {
        PackageSigner signer = PackageSigner.of(SigningKey.read(Path.of(key), Optional.empty()));
        for (Path source : List.of(Path.of(Slip.FLIGHT_DELAY), better)) {
          VersionRecord version = models.register(Registration.of(NAME, source));
          Change champion = new Change.SetAlias(NAME, "champion", version.number());
          assertThatThrownBy(() -> models.apply(champion, ANN))
              .isInstanceOf(InvalidPackageException.class)
              .hasMessageContaining("signature: is not signed");
          assertThatThrownBy(() -> scored(models, version.uri().toString()))
              .isInstanceOf(InvalidPackageException.class)
              .hasMessageContaining("is not signed");
          VersionSigning.sign(models, version, signer, ANN.because("reviewed"));
          models.apply(champion, ANN);
          assertThat(scored(models, CHAMPION)).isEqualTo(version.version());
        }
        boolean keepsHistory = location.startsWith("file:");
        models.apply(
            keepsHistory
                ? Rollback.of(models, NAME, "champion")
                : new Change.SetAlias(NAME, "champion", 1),
            ANN);
        assertThat(scored(models, CHAMPION).version()).isEqualTo("1");
        if (keepsHistory) {
          assertThat(models.history(NAME))
              .extracting(entry -> entry.action().name())
              .containsExactly(
                  "REGISTER", "SIGN", "SET_ALIAS", "REGISTER", "SIGN", "SET_ALIAS", "SET_ALIAS");
        }
      }
    }
  }

  private ModelVersion scored(Registry models, String uri) {
    Slipway slipway = Slipway.builder().resolver(RegistryResolver.over(models)).build();
    try (Predictor predictor = slipway.openModel(uri)) {
      return BatchJob.builder()
          .predictor(predictor)
          .input(Slip.FLIGHTS.toString())
          .output(folder.resolve("java-" + System.nanoTime() + ".parquet"))
          .build()
          .run()
          .version();
    }
  }
}
