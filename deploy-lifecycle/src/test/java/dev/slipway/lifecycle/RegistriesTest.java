package dev.slipway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidInputException;
import dev.slipway.lifecycle.file.FileRegistryProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Registries")
class RegistriesTest {

  private static Registries with(Map<String, String> environment) {
    return Registries.of(List.of(new FileRegistryProvider()), environment);
  }

  @Test
  @DisplayName("are found by what their location begins with, paths included")
  void locations() {
    String here = Path.of("").toAbsolutePath().toString();
    try (Registry relative = Registries.discover().open("some/models");
        Registry named = Registries.discover().open("file:some/models");
        Registry whole = Registries.discover().open("file:///srv/a%20b")) {
      assertThat(relative.location()).isEqualTo("file:" + here + "/some/models");
      assertThat(named.location()).isEqualTo(relative.location());
      assertThat(whole.location()).isEqualTo("file:/srv/a b");
    }
  }

  @Test
  @DisplayName("that nothing here opens are refused without their password")
  void unknown() {
    assertThatThrownBy(() -> with(Map.of()).open("ftp://ann:secret@host/x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("ftp://host/x", "'ftp:'", "file:DIR")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> with(Map.of()).open("file:"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected file:DIR");
  }

  @Test
  @DisplayName("have a default: the property, else the variable, else the user's folder")
  void defaults() {
    assertThat(with(Map.of()).defaultLocation())
        .isEqualTo("file:" + System.getProperty("user.home") + "/.slipway/registry");
    Map<String, String> environment = Map.of(Registries.VARIABLE, "file:/a");
    assertThat(with(environment).defaultLocation()).isEqualTo("file:/a");
    System.setProperty(Registries.PROPERTY, "file:/b");
    try {
      assertThat(with(environment).defaultLocation()).isEqualTo("file:/b");
    } finally {
      System.clearProperty(Registries.PROPERTY);
    }
  }
}
