package dev.slipway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.lifecycle.ModelUri.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A models: URI")
class ModelUriTest {

  @Test
  @DisplayName("means what it means to MLflow")
  void shapes() {
    assertThat(ModelUri.parse("models:/m/3")).isEqualTo(new ModelUri(Kind.VERSION, "m", "3"));
    assertThat(ModelUri.parse("models:/m/003")).isEqualTo(ModelUri.ofVersion("m", 3));
    assertThat(ModelUri.parse("models:/m/Latest")).isEqualTo(ModelUri.ofLatest("m"));
    assertThat(ModelUri.parse("models:/m@champion")).isEqualTo(ModelUri.ofAlias("m", "champion"));
    assertThat(ModelUri.parse("models:/m/pRoduction"))
        .isEqualTo(ModelUri.ofStage("m", Stage.PRODUCTION));
    assertThat(ModelUri.parse("models:/m-1f2e"))
        .isEqualTo(new ModelUri(Kind.MODEL_ID, "", "m-1f2e"));
    assertThat(ModelUri.parse("models:/a%20b/1").name()).isEqualTo("a b");
  }

  @Test
  @DisplayName("is read back from its text")
  void roundTrip() {
    for (String text :
        List.of("models:/m/3", "models:/m/latest", "models:/a%20b@x", "models:/m/Staging")) {
      assertThat(ModelUri.parse(text)).hasToString(text);
    }
  }

  @Test
  @DisplayName("of another shape is refused with those there are")
  void malformed() {
    for (String text :
        List.of(
            "models:m/3",
            "models://host/m/3",
            "models:/",
            "models:/m/",
            "models:/a/b/c",
            "models:/@x",
            "models:/m@",
            "models:/m@x/",
            "models:/m/%zz",
            "file:/m")) {
      assertThatThrownBy(() -> ModelUri.parse(text))
          .as(text)
          .isInstanceOf(InvalidPackageException.class)
          .hasMessageContainingAll("Cannot find " + text, "models:/NAME@ALIAS");
    }
    assertThatThrownBy(() -> ModelUri.parse("models:/m/Prodution"))
        .hasMessageContainingAll("'Prodution'", "nearest is 'Production'", "Archived");
    assertThatThrownBy(() -> ModelUri.parse("models:/m@x/3")).hasMessageContaining("expected");
  }
}
