package dev.slipway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.RegistryException;
import dev.slipway.SlipwayException;
import dev.slipway.lifecycle.file.FileRegistry;
import dev.slipway.testing.OnnxFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rolling an alias back")
class RollbackTest {

  private static final String NAME = "logistic";
  private static final ChangeNote NOTE = ChangeNote.by("ann").forced();

  @TempDir Path folder;
  private FileRegistry registry;

  @BeforeEach
  void register() {
    registry = FileRegistry.open(folder.resolve("registry"));
    Path model = OnnxFile.logistic().write(folder.resolve("logistic.onnx"));
    for (int version = 1; version <= 4; version++) {
      registry.register(Registration.of(NAME, model));
    }
  }

  private void champion(int... versions) {
    for (int version : versions) {
      registry.apply(new Change.SetAlias(NAME, "champion", version), NOTE);
    }
  }

  private int back() {
    registry.apply(Rollback.of(registry, NAME, "champion"), NOTE);
    return registry.model(NAME).aliases().get("champion");
  }

  @Test
  @DisplayName("goes back step by step, never forth to what was rolled back")
  void steps() {
    champion(1, 2, 4);
    assertThat(back()).isEqualTo(2);
    assertThat(back()).isEqualTo(1);
    assertThatThrownBy(this::back)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("it has meant nothing before version 1 that is still there")
        .extracting(failure -> ((SlipwayException) failure).code())
        .isEqualTo(ErrorCode.REGISTRY_CONFLICT);
    champion(3);
    assertThat(back()).isEqualTo(1);
  }

  @Test
  @DisplayName("leaves out what was deleted, and other aliases")
  void deleted() {
    champion(1, 2, 3);
    registry.apply(new Change.SetAlias(NAME, "other", 4), NOTE);
    registry.apply(new Change.Delete(NAME, Optional.of(2)), NOTE);
    assertThat(back()).isEqualTo(1);
  }

  @Test
  @DisplayName("is refused where the alias has moved meanwhile, or does not exist")
  void moved() {
    champion(1, 2);
    Change.SetAlias change = Rollback.of(registry, NAME, "champion");
    champion(3);
    assertThatThrownBy(() -> registry.apply(change, NOTE))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("its version is 3, expected 2");
    assertThatThrownBy(() -> Rollback.of(registry, NAME, "chmapion"))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("nearest is 'champion'");
  }
}
