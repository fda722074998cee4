package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes and what stays. */
abstract class DeletingContract extends RegistryContractPart {

  DeletingContract(RegistryContract contract) {
    super(contract);
  }

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
    if (contract().unsupported().contains(RegistryTrait.DELETION)) {
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
