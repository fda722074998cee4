package dev.slipway.tck.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Table;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.lifecycle.ModelUri;
import dev.slipway.lifecycle.Registry;
import dev.slipway.lifecycle.RegistryResolver;
import dev.slipway.lifecycle.VersionRecord;
import dev.slipway.spi.ModelResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How versions are found and brought. */
abstract class FindingContract extends RegistryContractPart {

  FindingContract(RegistryContract contract) {
    super(contract);
  }

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
