package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.Table;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageFacts.Replay.Outcome;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.spi.ModelResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every registry must do. A registry's test extends this class, says how one is opened, and
 * declares what it lacks; what it declares must be refused properly, and the build fails when it
 * starts to work. An ONNX engine must be on the class path.
 */
public abstract class RegistryContract {

  /** The model that most tests use. */
  protected static final String NAME = "linear";

  private final List<Registry> opened = new ArrayList<>();

  @TempDir private Path directory = Path.of("");

  /** Creates the contract; one instance for each test. */
  protected RegistryContract() {}

  /**
   * Opens the registry under test: of each test instance another, empty one, and the same one at
   * each call.
   *
   * @return a registry, which the contract closes
   */
  protected abstract Registry open();

  /**
   * Returns what the registry lacks.
   *
   * @return nothing by default
   */
  protected Set<RegistryTrait> unsupported() {
    return Set.of();
  }

  /**
   * Returns a folder for the files of this test.
   *
   * @return removed after the test
   */
  protected final Path directory() {
    return directory;
  }

  final Registry registry() {
    Registry registry = open();
    opened.add(registry);
    return registry;
  }

  /** Closes what the test opened. */
  @AfterEach
  final void closeAll() {
    opened.forEach(Registry::close);
  }

  final VersionRecord register(Registry registry, ContractPackage source) {
    Path folder = source.write(directory.resolve("package-" + System.nanoTime()));
    return registry.register(Registration.of(NAME, folder).withNote(ChangeNote.by("ann")));
  }

  final boolean lacks(RegistryTrait trait, Runnable use) {
    if (!unsupported().contains(trait)) {
      return false;
    }
    assertThatThrownBy(use::run)
        .as("%s is declared unsupported, so using it must be refused", trait)
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("Cannot ")
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(ErrorCode.REGISTRY_UNSUPPORTED);
    return true;
  }

  static HistoryEntry alias(Registry registry, String alias, int version) {
    return registry.apply(new Change.SetAlias(NAME, alias, version), ChangeNote.by("bob"));
  }

  static void assertNotFound(Runnable search, String... parts) {
    assertThatThrownBy(search::run)
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContainingAll(parts)
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(ErrorCode.MODEL_NOT_FOUND);
  }

  static void assertRefused(Runnable promotion, String... parts) {
    assertThatThrownBy(promotion::run)
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll(parts)
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(ErrorCode.PROMOTION_REFUSED);
  }

  /** Registering. */
  @Nested
  @DisplayName("Registering")
  class Registering {

    @Test
    @DisplayName("versions are numbered from 1 in order, and keep what was said of them")
    void numbers() {
      Registry registry = registry();
      VersionRecord first = register(registry, ContractPackage.of("one"));
      Path second = ContractPackage.of("two").write(directory.resolve("two"));
      VersionRecord other =
          registry.register(
              Registration.of(NAME, second)
                  .withDescription("better")
                  .withTags(Map.of("metric.auc", "0.7", "owner", "ops"))
                  .withLineage(Lineage.unknown().withRun("run-7")));
      assertThat(first.number()).isEqualTo(1);
      assertThat(other.number()).isEqualTo(2);
      assertThat(other.description()).isEqualTo("better");
      assertThat(other.tags()).containsEntry("metric.auc", "0.7").containsEntry("owner", "ops");
      assertThat(other.origin().lineage().run()).contains("run-7");
      assertThat(registry().find(ModelUri.ofVersion(NAME, 2))).isEqualTo(other);
      assertThat(registry().models()).containsExactly(NAME);
      assertThat(registry().model(NAME).latest()).hasValue(2);
      assertThat(registry().versions(NAME)).extracting(VersionRecord::number).containsExactly(1, 2);
    }

    @Test
    @DisplayName("what is no package uses up no number")
    void noPackage() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      assertThatThrownBy(
              () -> registry.register(Registration.of(NAME, directory.resolve("nothing"))))
          .isInstanceOf(InvalidPackageException.class);
      assertThat(register(registry, ContractPackage.of("two")).number()).isEqualTo(2);
    }

    @Test
    @DisplayName("a name that leads out of the registry, or says nothing, is refused")
    void badNames() {
      Registry registry = registry();
      Path source = ContractPackage.of("one").write(directory.resolve("one"));
      for (String name : List.of("", "../x", ".", "..", "a/b", "a\0b")) {
        assertThatThrownBy(() -> registry.register(Registration.of(name, source)))
            .as(name)
            .isInstanceOf(InvalidInputException.class);
      }
      assertThat(registry.models()).isEmpty();
    }

    @Test
    @DisplayName("the facts of a package say how its golden records came out")
    void facts() {
      Registry registry = registry();
      VersionRecord good = register(registry, ContractPackage.of("good"));
      VersionRecord bad = register(registry, ContractPackage.of("bad").withWrongGolden());
      VersionRecord none = register(registry, ContractPackage.of("none").withoutGolden());
      assertThat(registry.facts(good).golden().outcome()).isEqualTo(Outcome.PASSED);
      assertThat(registry.facts(good).signature()).isPresent();
      assertThat(registry.facts(bad).golden().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(registry.facts(none).golden().outcome()).isEqualTo(Outcome.NO_RECORDS);
    }
  }

  /** Finding. */
  @Nested
  @DisplayName("Finding")
  class Finding {

    @Test
    @DisplayName("a version comes by its number, as the latest, and by its alias")
    void uris() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      register(registry, ContractPackage.of("two"));
      alias(registry, "champion", 1);
      assertThat(registry.find(ModelUri.parse("models:/linear/1")).number()).isEqualTo(1);
      assertThat(registry.find(ModelUri.parse("models:/linear/latest")).number()).isEqualTo(2);
      VersionRecord champion = registry.find(ModelUri.parse("models:/linear@champion"));
      assertThat(champion.number()).isEqualTo(1);
      assertThat(champion.aliases()).containsExactly("champion");
    }

    @Test
    @DisplayName("what does not exist is told with the nearest that does")
    void unknown() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      alias(registry, "champion", 1);
      assertNotFound(() -> registry.find(ModelUri.parse("models:/linaer/1")), "linaer", NAME);
      assertNotFound(() -> registry.find(ModelUri.parse("models:/linear/7")), "'7'", "1");
      assertNotFound(
          () -> registry.find(ModelUri.parse("models:/linear@champoin")), "champoin", "champion");
      assertNotFound(() -> registry.model("lin"), "'lin'", NAME);
      assertNotFound(() -> registry.versions("linear-large"), "linear-large", NAME);
    }

    @Test
    @DisplayName("a package is opened by its URI, with the registry's name and number")
    void opens() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      VersionRecord version = register(registry, ContractPackage.of("two"));
      alias(registry, "champion", 2);
      Slipway slipway = Slipway.builder().resolver(RegistryResolver.over(registry)).build();
      try (var predictor = slipway.openModel("models:/linear@champion")) {
        assertThat(predictor.model().version().name()).isEqualTo(NAME);
        assertThat(predictor.model().version().version()).isEqualTo("2");
        assertThat(predictor.model().version().digest()).isEqualTo(version.digest());
        Table rows = Table.builder().floats("a", 1).floats("b", 0).floats("c", 0).build();
        assertThat(predictor.predict(rows).column("first").floatAt(0)).isEqualTo(0.25f);
      }
    }

    @Test
    @DisplayName("a fetched package has the digest that was registered, at each fetch")
    void fetches() {
      Registry registry = registry();
      VersionRecord version = register(registry, ContractPackage.of("one"));
      for (int i = 0; i < 2; i++) {
        ModelResolver.Resolved resolved = registry.fetch(version);
        assertThat(ModelPackage.digest(resolved.location())).isEqualTo(version.digest());
        assertThat(resolved.digest()).contains(version.digest());
        assertThat(registry.locate(version)).isEqualTo(resolved);
      }
    }
  }

  /** Promoting. */
  @Nested
  @DisplayName("Promoting")
  class Promoting {

    @Test
    @DisplayName("an alias moves forth and back, and is removed")
    void aliases() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      register(registry, ContractPackage.of("two"));
      for (int version : new int[] {1, 2, 1}) {
        HistoryEntry entry = alias(registry, "champion", version);
        assertThat(entry.to()).contains(Integer.toString(version));
        assertThat(registry().model(NAME).aliases()).isEqualTo(Map.of("champion", version));
      }
      ChangeNote note = ChangeNote.by("bob");
      registry.apply(new Change.RemoveAlias(NAME, "champion", Expected.anything()), note);
      assertThat(registry.model(NAME).aliases()).isEmpty();
      assertNotFound(
          () ->
              registry.apply(new Change.RemoveAlias(NAME, "champion", Expected.anything()), note),
          "champion");
      assertNotFound(() -> alias(registry, "champion", 9), "'9'");
    }

    @Test
    @DisplayName("a change that expects something else is a conflict and changes nothing")
    void compareAndSet() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      register(registry, ContractPackage.of("two"));
      ChangeNote note = ChangeNote.by("bob");
      Change first = new Change.SetAlias(NAME, "champion", 1, Expected.nothing());
      if (lacks(RegistryTrait.COMPARE_AND_SET, () -> registry.apply(first, note))) {
        return;
      }
      registry.apply(first, note);
      for (Expected expected : List.of(Expected.nothing(), Expected.version(2))) {
        Change wrong = new Change.SetAlias(NAME, "champion", 2, expected);
        assertThatThrownBy(() -> registry.apply(wrong, note))
            .isInstanceOf(RegistryException.class)
            .hasMessageContainingAll("is 1", "expected " + expected)
            .extracting(failure -> ((SlipwayException) failure).code())
            .isEqualTo(ErrorCode.REGISTRY_CONFLICT);
      }
      assertThat(registry.model(NAME).aliases()).containsEntry("champion", 1);
      registry.apply(new Change.SetAlias(NAME, "champion", 2, Expected.version(1)), note);
      assertThat(registry.model(NAME).aliases()).containsEntry("champion", 2);
    }

    @Test
    @DisplayName("a version without proof is refused with all that it lacks, unless forced")
    void gates() {
      Registry registry = registry();
      register(registry, ContractPackage.of("none").withoutGolden().withoutParity());
      register(registry, ContractPackage.of("wrong").withWrongGolden());
      assertRefused(() -> alias(registry, "champion", 1), "golden records", "parity");
      assertRefused(() -> alias(registry, "champion", 2), "golden records: do not pass");
      assertThat(registry.model(NAME).aliases()).isEmpty();
      registry.apply(
          new Change.SetAlias(NAME, "champion", 1), ChangeNote.by("bob").forced());
      assertThat(registry.model(NAME).aliases()).containsEntry("champion", 1);
    }

    @Test
    @DisplayName("a signature that breaks callers is refused under the same alias, unless forced")
    void signatures() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      register(registry, ContractPackage.of("two").thirdInput("d"));
      alias(registry, "champion", 1);
      assertRefused(() -> alias(registry, "champion", 2), "input 'c': is gone", "input 'd'");
      alias(registry, "challenger", 2);
      registry.apply(
          new Change.SetAlias(NAME, "champion", 2), ChangeNote.by("bob").forced());
      assertThat(registry.model(NAME).aliases())
          .isEqualTo(Map.of("challenger", 2, "champion", 2));
    }

    @Test
    @DisplayName("stages hold versions, and a URI means the latest of them")
    void stages() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      register(registry, ContractPackage.of("two"));
      ChangeNote note = ChangeNote.by("bob");
      Change staged = new Change.SetStage(NAME, 1, Stage.PRODUCTION, Expected.anything());
      if (lacks(RegistryTrait.STAGES, () -> registry.apply(staged, note))) {
        return;
      }
      registry.apply(staged, note);
      ModelUri production = ModelUri.parse("models:/linear/production");
      assertThat(registry.find(production).number()).isEqualTo(1);
      registry.apply(new Change.SetStage(NAME, 2, Stage.PRODUCTION, Expected.anything()), note);
      assertThat(registry.find(production).number()).isEqualTo(2);
      registry.apply(new Change.SetStage(NAME, 2, Stage.ARCHIVED, Expected.anything()), note);
      assertThat(registry.find(production).number()).isEqualTo(1);
      assertThat(registry.versions(NAME).get(1).stage()).isEqualTo(Stage.ARCHIVED);
    }
  }

  /** Describing. */
  @Nested
  @DisplayName("Describing")
  class Describing {

    @Test
    @DisplayName("models and versions have tags and descriptions that change")
    void tagsAndDescriptions() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      ChangeNote note = ChangeNote.by("bob");
      Optional<Integer> first = Optional.of(1);
      registry.apply(new Change.SetTag(NAME, Optional.empty(), "owner", "ops"), note);
      registry.apply(new Change.SetTag(NAME, first, "reviewed", "yes"), note);
      registry.apply(new Change.SetTag(NAME, first, "reviewed", "twice"), note);
      registry.apply(new Change.Describe(NAME, Optional.empty(), "a line"), note);
      registry.apply(new Change.Describe(NAME, first, "the first"), note);
      assertThat(registry.model(NAME).tags()).containsEntry("owner", "ops");
      assertThat(registry.model(NAME).description()).isEqualTo("a line");
      VersionRecord version = registry().find(ModelUri.ofVersion(NAME, 1));
      assertThat(version.tags()).containsEntry("reviewed", "twice");
      assertThat(version.description()).isEqualTo("the first");
      registry.apply(new Change.RemoveTag(NAME, first, "reviewed"), note);
      assertThat(registry.find(ModelUri.ofVersion(NAME, 1)).tags()).doesNotContainKey("reviewed");
    }

    @Test
    @DisplayName("the history tells who did what and why, in order")
    void history() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      ChangeNote note = ChangeNote.by("bob").because("it is the first").forced();
      registry.apply(new Change.SetAlias(NAME, "champion", 1), note);
      if (lacks(RegistryTrait.HISTORY, () -> registry.history(NAME))) {
        return;
      }
      List<HistoryEntry> history = registry().history(NAME);
      assertThat(history).extracting(HistoryEntry::action)
          .containsExactly(Action.REGISTER, Action.SET_ALIAS);
      assertThat(history).extracting(entry -> entry.note().who()).containsExactly("ann", "bob");
      assertThat(history.get(1).note()).isEqualTo(note);
      assertThat(history.get(1).from()).isEmpty();
      assertThat(history.get(1).to()).contains("1");
      assertThat(history.get(1).sequence()).isGreaterThan(history.get(0).sequence());
      assertNotFound(() -> registry.history("linaer"), NAME);
    }
  }

  /** Deleting. */
  @Nested
  @DisplayName("Deleting")
  class Deleting {

    @Test
    @DisplayName("a version goes, and its number is not given again")
    void numbersStay() {
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      register(registry, ContractPackage.of("two"));
      ChangeNote note = ChangeNote.by("bob");
      Change change = new Change.Delete(NAME, Optional.of(2));
      if (lacks(RegistryTrait.DELETION, () -> registry.apply(change, note))) {
        return;
      }
      registry.apply(change, note);
      assertThat(registry.versions(NAME)).extracting(VersionRecord::number).containsExactly(1);
      assertNotFound(() -> registry.find(ModelUri.ofVersion(NAME, 2)), "'2'", "1");
      assertThat(register(registry, ContractPackage.of("three")).number()).isEqualTo(3);
    }

    @Test
    @DisplayName("a version that an alias means is refused, unless forced")
    void inUse() {
      if (unsupported().contains(RegistryTrait.DELETION)) {
        return;
      }
      Registry registry = registry();
      register(registry, ContractPackage.of("one"));
      alias(registry, "champion", 1);
      Change change = new Change.Delete(NAME, Optional.of(1));
      assertThatThrownBy(() -> registry.apply(change, ChangeNote.by("bob")))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("champion")
          .extracting(failure -> ((SlipwayException) failure).code())
          .isEqualTo(ErrorCode.REGISTRY_CONFLICT);
      assertThat(registry.find(ModelUri.ofAlias(NAME, "champion")).number()).isEqualTo(1);
      registry.apply(change, ChangeNote.by("bob").forced());
      assertThat(registry.model(NAME).aliases()).isEmpty();
      assertThat(registry.versions(NAME)).isEmpty();
    }
  }
}
