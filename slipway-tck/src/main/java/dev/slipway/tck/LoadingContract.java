package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.EngineException;
import dev.slipway.InvalidPackageException;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How artefacts become models. */
abstract class LoadingContract extends ContractPart {

  LoadingContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("the id is lower-case letters, digits and dashes")
  void id() {
    assertThat(contract().provider().id()).matches("[a-z][a-z0-9-]*");
  }

  @Test
  @DisplayName("the provider is found by ServiceLoader, once")
  void isFound() {
    List<String> ids =
        ServiceLoader.load(EngineProvider.class).stream().map(found -> found.get().id()).toList();
    assertThat(ids).containsOnlyOnce(contract().provider().id());
  }

  @Test
  @DisplayName("a format that nobody knows is not supported")
  void unknownFormat() {
    assertThat(contract().provider().supports(new ModelFormat("no-such-format"))).isFalse();
    assertThat(contract().provider().isOwn(new ModelFormat("no-such-format"))).isFalse();
  }

  @Test
  @DisplayName("bytes that are no model are an invalid package")
  void garbage() {
    for (String text : List.of("", "x", "this is no model, whatever its name says")) {
      assertInvalid(text.getBytes(StandardCharsets.UTF_8));
    }
    assertInvalid(new byte[4096]);
  }

  @Test
  @DisplayName("a model that is cut off anywhere is an invalid package")
  void truncated() {
    ReferenceArtefact whole = artefact(ReferenceModel.MLP);
    byte[] bytes = whole.main();
    for (int part = 1; part < 10; part++) {
      assertInvalid(Arrays.copyOf(bytes, bytes.length * part / 10));
    }
  }

  private void assertInvalid(byte[] bytes) {
    ReferenceArtefact damaged = artefact(ReferenceModel.MLP).withMain(bytes);
    assertThatThrownBy(() -> load(damaged))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageStartingWith("Cannot load " + damaged.path() + ": ");
  }

  @Test
  @DisplayName("a setting that the engine does not know is refused by its name")
  void unknownSetting() {
    EngineOptions options = contract().options().with("no-such-setting", "1");
    assertThatThrownBy(() -> load(artefact(ReferenceModel.LINEAR), options))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("'no-such-setting'");
  }

  @Test
  @DisplayName("more threads for a call give the golden answers too")
  void threads() {
    EngineOptions options = contract().options().withIntraOpThreads(2);
    try (LoadedModel model = load(artefact(ReferenceModel.MLP), options);
        Execution execution = model.newExecution()) {
      ReferenceModel.MLP.golden().cases().forEach(golden -> check(execution, golden));
    }
  }

  @Test
  @DisplayName("one artefact may be loaded twice side by side")
  void twice() {
    try (LoadedModel first = load(ReferenceModel.LINEAR);
        LoadedModel second = load(ReferenceModel.LINEAR);
        Execution one = first.newExecution();
        Execution other = second.newExecution()) {
      Golden.Case golden = ReferenceModel.LINEAR.golden().cases().get(0);
      check(one, golden);
      check(other, golden);
    }
  }
}
