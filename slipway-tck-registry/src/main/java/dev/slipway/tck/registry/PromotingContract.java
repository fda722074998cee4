package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.Expected;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How aliases and stages move, and what keeps them from it. */
abstract class PromotingContract extends RegistryContractPart {

  PromotingContract(RegistryContract contract) {
    super(contract);
  }

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
        () -> registry.apply(new Change.RemoveAlias(NAME, "champion", Expected.anything()), note),
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
    registry.apply(new Change.SetAlias(NAME, "champion", 1), ChangeNote.by("bob").forced());
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
    registry.apply(new Change.SetAlias(NAME, "champion", 2), ChangeNote.by("bob").forced());
    assertThat(registry.model(NAME).aliases()).isEqualTo(Map.of("challenger", 2, "champion", 2));
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
