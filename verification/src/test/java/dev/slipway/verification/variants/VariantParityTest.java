package dev.slipway.verification.variants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Parity;
import dev.slipway.Parity.Level;
import dev.slipway.Table;
import dev.slipway.verification.GeneratedText;
import dev.slipway.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Makes all variants of several models and answers the same rows by each, on every engine, in every
 * way: differences from the package's own model are within what the package states. docs/parity.md
 * has the matrix.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("All variants of a model on all engines")
class VariantParityTest {

  private final Map<VariantModel, List<VariantTrial>> seen = new EnumMap<>(VariantModel.class);

  @BeforeAll
  void answerEverywhere(@TempDir Path folder) throws IOException {
    for (VariantModel model : VariantModel.values()) {
      Path made = VariantPackage.make(model, Files.createDirectory(folder.resolve(model.name())));
      Table rows = model.rows(Answering.ROWS);
      seen.put(model, VariantTrial.of(made, rows));
    }
  }

  private List<VariantTrial> of(VariantModel model) {
    return Objects.requireNonNull(seen.get(model));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("answer as the package's own model does, within what the package states")
  void levelHolds(VariantModel model) {
    for (VariantTrial trial : of(model)) {
      assertThat(trial.cells())
          .as("%s on %s: %s", trial.variant(), trial.engine(), trial.stated())
          .allSatisfy((way, cell) -> assertThat(cell.isAsStated()).as("%s", cell).isTrue());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("are five variants, each on its engine and through DJL, in every way")
  void everyCellIsThere(VariantModel model) {
    assertThat(of(model))
        .extracting(trial -> trial.variant() + " " + trial.engine())
        .containsExactlyInAnyOrder(
            "onnx onnx",
            "onnx djl",
            "onnx-fp16 onnx",
            "onnx-fp16 djl",
            "onnx-int8 onnx",
            "onnx-int8 djl",
            "tflite tflite",
            "tflite djl",
            "savedmodel tensorflow",
            "savedmodel djl");
    for (VariantTrial trial : of(model)) {
      Set<Way> answered = EnumSet.allOf(Way.class);
      answered.removeIf(way -> VariantTrial.isRefused(way, trial.execution()));
      assertThat(trial.cells()).containsOnlyKeys(answered);
      assertThat(trial.cells().values())
          .allSatisfy(cell -> assertThat(cell.rows()).isGreaterThanOrEqualTo(Answering.ROWS));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("differ only where weights were narrowed or another engine computes")
  void differencesAreWhereTheyShouldBe(VariantModel model) {
    Map<String, Level> levels =
        of(model).stream()
            .collect(
                Collectors.toMap(
                    VariantTrial::variant, trial -> trial.stated().level(), (one, same) -> one));

    assertThat(levels.get("onnx")).isEqualTo(Level.EXACT);
    assertThat(levels.get("tflite")).isLessThanOrEqualTo(Level.TOLERANCE);
    assertThat(levels.get("savedmodel")).isEqualTo(Level.TOLERANCE);
    assertThat(of(model))
        .filteredOn(trial -> trial.stated().equals(Parity.exact()))
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.cells().values()).allMatch(Deviation::isNone));
    assertThat(of(model))
        .filteredOn(trial -> trial.variant().equals("onnx-int8"))
        .allSatisfy(trial -> assertThat(trial.cells().values()).noneMatch(Deviation::isNone));
  }

  @Test
  @DisplayName("stand in the page on parity with what was seen")
  void pageSaysWhatWasSeen() throws IOException {
    String page = Files.readString(Repository.root().resolve("docs/parity.md"));
    String matrix = VariantMatrix.of(seen);

    assertThat(GeneratedText.isAlike(GeneratedText.in(page, "variants"), matrix))
        .as("docs/parity.md says what was seen; between the marks 'variants' put this:%n%s", matrix)
        .isTrue();
  }
}
