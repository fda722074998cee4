package dev.slipway.lifecycle.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageFacts.Replay.Outcome;
import dev.slipway.lifecycle.RegisteredModel;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Stage;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Registries that lie as earlier Slipways wrote them. {@code registry-format-1} has a model with
 * two versions and every kind of entry, one whose first version and then the whole were deleted,
 * and one collection.
 */
@DisplayName("A registry of format 1")
class FormatsTest {

  @TempDir Path folder;

  private FileRegistry open() throws Exception {
    Path fixture =
        Path.of(
            Objects.requireNonNull(FormatsTest.class.getResource("/registry-format-1")).toURI());
    return FileRegistry.open(Packages.copy(fixture, folder.resolve("registry")));
  }

  @Test
  @DisplayName("is read with all that it says (R31)")
  void reads() throws Exception {
    FileRegistry registry = open();
    assertThat(registry.verify()).isEqualTo(new Verification(3, 16, 2, List.of()));
    assertThat(registry.models()).containsExactly("logistic");
    RegisteredModel model = registry.model("logistic");
    assertThat(model.aliases()).isEqualTo(Map.of("champion", 2));
    assertThat(model.tags()).isEqualTo(Map.of("owner", "ops"));
    assertThat(model.description()).isEqualTo("A logistic model");
    VersionRecord first = registry.find(ModelUri.ofVersion("logistic", 1));
    assertThat(first.stage()).isEqualTo(Stage.ARCHIVED);
    assertThat(first.description()).isEqualTo("the first");
    assertThat(first.tags()).isEqualTo(Map.of("metric.auc", "0.7"));
    assertThat(first.origin().lineage())
        .isEqualTo(Lineage.unknown().withRun("run-1").withData("file:flights"));
    VersionRecord second = registry.find(ModelUri.ofAlias("logistic", "champion"));
    assertThat(second.origin().lineage().parent()).contains(1);
    assertThat(registry.facts(second).golden().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(registry.fetch(second).digest()).contains(second.digest());
  }

  @Test
  @DisplayName("keeps its history, and goes on from it")
  void goesOn() throws Exception {
    FileRegistry registry = open();
    List<HistoryEntry> history = registry.history("logistic");
    assertThat(history).hasSize(11);
    assertThat(history.get(3).note().isForced()).isTrue();
    assertThat(history.get(3).note().why()).contains("better");
    assertThat(registry.history("gone"))
        .extracting(HistoryEntry::action)
        .containsExactly(
            Action.REGISTER, Action.DELETE_VERSION, Action.REGISTER, Action.DELETE_MODEL);
    ChangeNote note = ChangeNote.by("eve");
    assertThat(registry.apply(new Change.SetAlias("logistic", "champion", 1), note).sequence())
        .isEqualTo(12);
    Path source = Packages.write(folder.resolve("p"), "p");
    assertThat(registry.register(Registration.of("gone", source)).number()).isEqualTo(3);
    registry.apply(new Change.SetTag("gone", Optional.empty(), "again", "yes"), note);
    assertThat(registry.verify().problems()).isEmpty();
  }
}
