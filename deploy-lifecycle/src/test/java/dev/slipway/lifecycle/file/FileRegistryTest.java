package dev.slipway.lifecycle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.Predictor;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registries;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.lifecycle.file.Garbage.Fate;
import dev.slipway.lifecycle.file.Garbage.Item;
import dev.slipway.lifecycle.file.Garbage.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A registry in a folder")
class FileRegistryTest {

  private static final ChangeNote ANN = ChangeNote.by("ann");

  @TempDir Path folder;
  private Path root;
  private FileRegistry registry;

  @BeforeEach
  void open() {
    root = folder.resolve("registry");
    registry = FileRegistry.open(root);
  }

  private VersionRecord register(String description) throws IOException {
    return registry.register(Packages.registration(folder, description).withNote(ANN));
  }

  private HistoryEntry alias(String alias, int version) {
    return registry.apply(new Change.SetAlias(Packages.NAME, alias, version), ANN);
  }

  private static void assertCode(Runnable use, ErrorCode code, String... parts) {
    assertThatThrownBy(use::run)
        .isInstanceOf(SlipwayException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContainingAll(parts)
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(code);
  }

  @Test
  @DisplayName("is made with the first registration, and reading makes nothing")
  void isMade() throws IOException {
    assertThat(registry.models()).isEmpty();
    assertCode(() -> registry.model("m"), ErrorCode.MODEL_NOT_FOUND, "and no other");
    assertThat(registry.verify().isSound()).isTrue();
    assertThat(root).doesNotExist();
    register("one");
    assertThat(registry.verify()).isEqualTo(new Verification(1, 1, 1, List.of()));
  }

  @Test
  @DisplayName("in a folder of something else is refused, and leaves it alone")
  void somethingElse() throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("thesis.txt"), "mine");
    Path source = Packages.write(folder.resolve("p"), "p");
    assertCode(
        () -> registry.register(Registration.of("m", source)),
        ErrorCode.REGISTRY_FAILURE,
        "thesis.txt",
        "expected a registry or an empty folder");
    assertThat(Packages.tree(root)).containsExactly("", "thesis.txt");
  }

  @Test
  @DisplayName("takes names that are one folder's name everywhere, and matches them exactly (R27)")
  void names() throws IOException {
    Path source = Packages.write(folder.resolve("p"), "p");
    for (String name :
        List.of(
            "../x",
            ".",
            "..",
            "",
            "m".repeat(300),
            "a\0b",
            "CON",
            "con.x",
            "lpt1",
            "😀",
            "a b",
            "-a",
            "a.",
            "a/b",
            "a\\b",
            "ä")) {
      assertCode(
          () -> registry.register(Registration.of(name, source)),
          ErrorCode.INVALID_PARAMETER,
          "model name");
      assertCode(() -> registry.model(name), ErrorCode.MODEL_NOT_FOUND);
    }
    assertCode(
        () -> registry.find(ModelUri.parse("models:/..%2F..%2Fx/1")), ErrorCode.MODEL_NOT_FOUND);
    assertCode(() -> registry.find(ModelUri.parse("models:/a%00b/1")), ErrorCode.MODEL_NOT_FOUND);
    registry.register(Registration.of("m-large", source));
    assertCode(() -> registry.model("m"), ErrorCode.MODEL_NOT_FOUND, "m-large");
    registry.register(Registration.of("m", source));
    assertThat(registry.model("m").versions()).isEqualTo(1);
    assertThatThrownBy(() -> registry.register(Registration.of("M", source)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("differ only in case");
    assertThat(registry.models()).containsExactly("m", "m-large");
    for (String alias : List.of("latest", "v3", "3", "a.b", "", "a@b", "x".repeat(65))) {
      assertCode(
          () -> registry.apply(new Change.SetAlias("m", alias, 1), ANN),
          ErrorCode.INVALID_PARAMETER,
          "alias");
    }
  }

  @Test
  @DisplayName("keeps a package once, whoever has it (R26)")
  void keepsOnce() throws IOException {
    VersionRecord one = register("one");
    Path again = Packages.copy(folder.resolve("one"), folder.resolve("again"));
    VersionRecord two = registry.register(Registration.of(Packages.NAME, again));
    VersionRecord other = registry.register(Registration.of("other", again));
    assertThat(two.number()).isEqualTo(2);
    assertThat(two.digest()).isEqualTo(one.digest()).isEqualTo(other.digest());
    assertThat(Packages.tree(root.resolve("packages")))
        .filteredOn(path -> path.endsWith("model.onnx"))
        .hasSize(1);
    assertThat(Packages.tree(root.resolve("staging"))).containsExactly("");
  }

  @Test
  @DisplayName("takes a bare model file, a zip's content and a signature bundle along")
  void forms() throws IOException {
    Path bare = Packages.write(folder.resolve("p"), "p").resolve("model.onnx");
    VersionRecord version = registry.register(Registration.of("bare", bare));
    Slipway slipway = Slipway.builder().resolver(RegistryResolver.over(registry)).build();
    try (Predictor predictor = slipway.openModel("models:/bare/1")) {
      assertThat(predictor.model().version()).isEqualTo(version.version());
    }
    VersionRecord plain = register("signed");
    Files.writeString(folder.resolve("signed/model.sig"), "{}");
    VersionRecord signed =
        registry.register(Registration.of(Packages.NAME, folder.resolve("signed")));
    assertThat(signed.digest()).isEqualTo(plain.digest());
    assertThat(registry.locate(plain).location().resolve("model.sig")).hasContent("{}");
    assertThat(registry.verify().problems()).isEmpty();
  }

  @Test
  @DisplayName("opens by the default registry through the class path")
  void defaultRegistry() throws IOException {
    register("one");
    alias("champion", 1);
    System.setProperty(Registries.PROPERTY, root.toString());
    try (Predictor predictor = Slipway.open("models:/logistic@champion")) {
      assertThat(predictor.model().version().version()).isEqualTo("1");
    } finally {
      System.clearProperty(Registries.PROPERTY);
    }
  }

  @Test
  @DisplayName(
      "finds a package that was changed, at each kind of reading; others stay usable (R29)")
  void changedPackage() throws IOException {
    VersionRecord one = register("one");
    VersionRecord two = register("two");
    registry.fetch(one);
    Path model = registry.locate(one).location().resolve("model.onnx");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(model);
    Files.write(model, bytes);
    assertCode(() -> registry.fetch(one), ErrorCode.INVALID_PACKAGE, "expected " + one.digest());
    Slipway slipway = Slipway.builder().resolver(RegistryResolver.over(registry)).build();
    assertThatThrownBy(() -> slipway.openModel("models:/logistic/1"))
        .isInstanceOf(SlipwayException.class);
    registry.fetch(two);
    Verification found = registry.verify();
    assertThat(found.problems()).hasSize(1);
    assertThat(found.problems().get(0).toString()).contains("logistic 1", one.digest());
    registry.register(Registration.of(Packages.NAME, folder.resolve("one")));
    assertThat(registry.verify().problems()).isEmpty();
    registry.fetch(one);
    Packages.tree(root.resolve("packages").resolve(two.digest()).resolve("files"));
    DurableFiles.deleteTree(root.resolve("packages").resolve(two.digest()));
    assertCode(() -> registry.locate(two), ErrorCode.INVALID_PACKAGE, "is gone");
  }

  @Test
  @DisplayName("finds a changed, cut or exchanged line of a history, and then says so")
  void changedHistory() throws IOException {
    register("one");
    alias("champion", 1);
    registry.apply(new Change.SetTag(Packages.NAME, Optional.empty(), "k", "v"), ANN);
    Path log = root.resolve("models/logistic/log.jsonl");
    String text = Files.readString(log);
    for (String changed :
        List.of(
            text.replace(
                "\"who\":\"ann\",\"action\":\"set-alias\"",
                "\"who\":\"eve\",\"action\":\"set-alias\""),
            text.substring(0, text.length() - 10),
            text.replaceFirst("(?m)^.*set-alias.*\n", ""))) {
      Files.writeString(log, changed);
      FileRegistry fresh = FileRegistry.open(root);
      assertCode(() -> fresh.model(Packages.NAME), ErrorCode.REGISTRY_FAILURE, "log.jsonl");
      assertThat(fresh.verify().problems()).hasSize(1);
    }
    Files.writeString(log, text);
    assertThat(registry.verify().isSound()).isTrue();
  }

  @Test
  @DisplayName("cuts off what a writer that died left, and counts it nowhere")
  void leftTail() throws IOException {
    register("one");
    Path log = root.resolve("models/logistic/log.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"v\":1,\"sequence\":2,\"half");
    FileRegistry fresh = FileRegistry.open(root);
    assertThat(fresh.history(Packages.NAME)).hasSize(1);
    assertThat(fresh.verify().isSound()).isTrue();
    alias("champion", 1);
    assertThat(Files.readString(log)).doesNotContain("half");
    assertThat(fresh.history(Packages.NAME)).hasSize(2);
  }

  @Test
  @DisplayName("deletes and keeps the history; a name begun again goes on counting")
  void deletes() throws IOException {
    register("one");
    register("two");
    alias("champion", 1);
    assertCode(
        () -> registry.apply(new Change.Delete(Packages.NAME, Optional.empty()), ANN),
        ErrorCode.REGISTRY_CONFLICT,
        "alias champion");
    registry.apply(new Change.Delete(Packages.NAME, Optional.empty()), ANN.forced());
    assertThat(registry.models()).isEmpty();
    assertThat(registry.history(Packages.NAME)).hasSize(4);
    assertCode(() -> registry.versions(Packages.NAME), ErrorCode.MODEL_NOT_FOUND);
    assertThat(register("three").number()).isEqualTo(3);
  }

  @Test
  @DisplayName("shows garbage before it collects it, and keeps what is used or new (R30)")
  void garbage() throws IOException {
    register("one");
    VersionRecord two = register("two");
    registry.apply(new Change.Delete(Packages.NAME, Optional.of(2)), ANN);
    assertThat(registry.garbage(Duration.ofHours(1)).items())
        .extracting(Item::fate)
        .containsExactly(Fate.KEPT_RECENT);
    registry.collect(Duration.ofHours(1), ANN);
    assertThat(registry.locate(two).location()).exists();
    Garbage garbage = registry.garbage(Duration.ZERO);
    assertThat(garbage.items()).extracting(Item::name).containsExactly(two.digest());
    assertThat(garbage.bytes()).isPositive();
    assertThat(registry.locate(two).location()).exists();
    Files.createDirectories(root.resolve("staging/dead"));
    Files.writeString(root.resolve("staging/dead/x"), "left behind");
    assertThat(registry.collect(Duration.ZERO, ANN).items())
        .extracting(Item::kind)
        .containsExactlyInAnyOrder(Kind.LEFTOVER, Kind.PACKAGE);
    assertThat(Packages.tree(root.resolve("staging"))).containsExactly("");
    assertCode(() -> registry.locate(two), ErrorCode.INVALID_PACKAGE, "is gone");
    assertThat(registry.verify().isSound()).isTrue();
    assertThat(registry.garbage(Duration.ZERO).items()).isEmpty();
  }

  @Test
  @DisplayName("orders by counting, also where the clock is set back a year (R32)")
  void clock() throws IOException {
    Instant now = Instant.parse("2026-06-01T00:00:00Z");
    for (int year = 0; year < 3; year++) {
      Clock clock = Clock.fixed(now.minus(Duration.ofDays(365L * year)), ZoneOffset.UTC);
      registry = FileRegistry.builder(root).clock(clock).build();
      register("year" + year);
      alias("champion", year + 1);
    }
    List<HistoryEntry> history = registry.history(Packages.NAME);
    assertThat(history).extracting(HistoryEntry::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(history.get(5).at()).isBefore(history.get(0).at());
    assertThat(registry.find(ModelUri.ofLatest(Packages.NAME)).number()).isEqualTo(3);
    registry.apply(new Change.Delete(Packages.NAME, Optional.of(1)), ANN);
    assertThat(registry.garbage(Duration.ofHours(1)).items())
        .as("used in a future that the clock was set back from")
        .extracting(Item::fate)
        .containsExactly(Fate.KEPT_RECENT);
  }

  @Test
  @DisplayName("of a newer format is refused with what it needs (R31)")
  void newerFormat() throws IOException {
    register("one");
    Path head = root.resolve("models/logistic/head.json");
    String kept = Files.readString(head);
    Files.writeString(head, "{\"v\":2,\"needs\":\"0.9.0\"}");
    FileRegistry fresh = FileRegistry.open(root);
    assertCode(
        () -> fresh.model(Packages.NAME), ErrorCode.REGISTRY_UNSUPPORTED, "needs Slipway ≥ 0.9.0");
    Files.writeString(head, kept);
    Files.writeString(root.resolve("registry.json"), "{\"v\":2,\"needs\":\"0.9.0\"}");
    assertCode(fresh::models, ErrorCode.REGISTRY_UNSUPPORTED, "format 2", "≥ 0.9.0");
    Path source = folder.resolve("one");
    assertCode(() -> fresh.register(Registration.of("x", source)), ErrorCode.REGISTRY_UNSUPPORTED);
  }

  @Test
  @DisplayName("says what it is when a version is left out of the URI")
  void forgottenVersion() throws IOException {
    register("one");
    alias("champion", 1);
    assertThatThrownBy(() -> registry.find(ModelUri.parse("models:/logistic")))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll("models:/logistic/latest", "champion");
  }

  @Test
  @DisplayName("gives up a change after its patience while another process holds the lock")
  void patience() throws IOException {
    register("one");
    FileRegistry hasty = FileRegistry.builder(root).patience(Duration.ofMillis(50)).build();
    try (ProcessLock lock = ProcessLock.take(root.resolve("lock"), Duration.ofSeconds(5))) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> hasty.apply(new Change.SetAlias(Packages.NAME, "a", 1), ANN))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("another process has held");
      assertThat(hasty.model(Packages.NAME).versions()).as("readers need no lock").isEqualTo(1);
    }
  }
}
