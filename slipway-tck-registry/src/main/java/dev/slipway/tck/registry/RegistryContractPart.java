package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.Change;
import dev.slipway.lifecycle.ChangeNote;
import dev.slipway.lifecycle.HistoryEntry;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;

/** What the tests of every subject use. */
abstract class RegistryContractPart {

  static final String NAME = RegistryContract.NAME;

  private final RegistryContract contract;

  RegistryContractPart(RegistryContract contract) {
    this.contract = contract;
  }

  final RegistryContract contract() {
    return contract;
  }

  final Registry registry() {
    return contract.registry();
  }

  final Path directory() {
    return contract.directory();
  }

  final VersionRecord register(Registry registry, ContractPackage source) {
    Path folder = source.write(directory().resolve("package-" + System.nanoTime()));
    return registry.register(Registration.of(NAME, folder).withNote(ChangeNote.by("ann")));
  }

  final boolean lacks(RegistryTrait trait, Runnable use) {
    if (!contract.unsupported().contains(trait)) {
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
}
