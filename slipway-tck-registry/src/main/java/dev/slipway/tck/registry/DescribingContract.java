package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.HistoryEntry.Action;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of models, and what the history keeps. */
abstract class DescribingContract extends RegistryContractPart {

  DescribingContract(RegistryContract contract) {
    super(contract);
  }

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
    assertThat(history)
        .extracting(HistoryEntry::action)
        .containsExactly(Action.REGISTER, Action.SET_ALIAS);
    assertThat(history).extracting(entry -> entry.note().who()).containsExactly("ann", "bob");
    assertThat(history.get(1).note()).isEqualTo(note);
    assertThat(history.get(1).from()).isEmpty();
    assertThat(history.get(1).to()).contains("1");
    assertThat(history.get(1).sequence()).isGreaterThan(history.get(0).sequence());
    assertNotFound(() -> registry.history("linaer"), NAME);
  }
}
