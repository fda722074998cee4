package dev.slipway.core.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spi.StepProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The catalogue of steps")
class StepCatalogueTest {

  private static final Path SPECIFICATION = Path.of("..", "docs", "preprocessing.md");

  @Test
  @DisplayName("has every step that is found in its specification, and no other")
  void everyStepIsSpecified() throws IOException {
    String text = Files.readString(SPECIFICATION);
    List<String> sections =
        Pattern.compile("^## `(.+)`$", Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .map(heading -> heading.substring(4, heading.length() - 1))
            .toList();
    assertThat(found()).containsExactlyInAnyOrderElementsOf(sections);
  }

  @Test
  @DisplayName("has a case for every step in the properties that hold for all")
  void everyStepHasCases() {
    assertThat(StepCase.all().stream().map(StepCase::type).distinct())
        .containsExactlyInAnyOrderElementsOf(found());
  }

  private static List<String> found() {
    List<String> types =
        ServiceLoader.load(StepProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .map(StepProvider::type)
            .toList();
    assertThat(types).hasSizeGreaterThan(10);
    return types;
  }
}
