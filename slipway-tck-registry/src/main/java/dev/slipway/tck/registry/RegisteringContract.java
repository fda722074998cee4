package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.lifecycle.Lineage;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.PackageFacts.Replay.Outcome;
import dev.slipway.lifecycle.Registration;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.VersionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How packages become versions. */
abstract class RegisteringContract extends RegistryContractPart {

  RegisteringContract(RegistryContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("versions are numbered from 1 in order, and keep what was said of them")
  void numbers() {
    Registry registry = registry();
    VersionRecord first = register(registry, ContractPackage.of("one"));
    Path second = ContractPackage.of("two").write(directory().resolve("two"));
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
            () -> registry.register(Registration.of(NAME, directory().resolve("nothing"))))
        .isInstanceOf(InvalidPackageException.class);
    assertThat(register(registry, ContractPackage.of("two")).number()).isEqualTo(2);
  }

  @Test
  @DisplayName("a name that leads out of the registry, or says nothing, is refused")
  void badNames() {
    Registry registry = registry();
    Path source = ContractPackage.of("one").write(directory().resolve("one"));
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
