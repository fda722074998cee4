package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidPackageException;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The steps of a package")
class PackagedStepsTest {

  private static final String STEPS =
      """
      signature:
        inputs:
          - {name: city, type: string}
          - {name: size, type: float64}
      steps:
        - {type: impute, column: size, value: 3}
        - {type: one-hot, column: city, vocabulary: [Rome, Oslo], unknown: error}
      features: [size, city_one_hot]
      """;

  @TempDir Path folder;

  private Predictor open(OnnxFile model, String yaml) throws IOException {
    return Fixtures.open(folder, model, yaml);
  }

  private static OnnxFile identity() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, 3)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 3)
        .node("Identity", List.of("x"), List.of("y"));
  }

  @Test
  @DisplayName("their columns are packed in the order of the features")
  void packsFeatures() throws IOException {
    try (Predictor predictor = open(identity(), STEPS)) {
      Column size = Column.ofValues(ElementType.FLOAT64, 1.5, null);
      Table table = Table.builder().strings("city", "Oslo", "Rome").column("size", size).build();
      assertThat(predictor.predict(table).column("y").valueAt(0)).isEqualTo(List.of(1.5f, 0f, 1f));
      assertThat(predictor.predict(table).column("y").valueAt(1)).isEqualTo(List.of(3f, 1f, 0f));
    }
  }

  @Test
  @DisplayName("a row that a step refuses is rejected, the others are answered")
  void rejectsRows() throws IOException {
    try (Predictor predictor = open(identity(), STEPS)) {
      Table table =
          Table.builder().strings("city", "Oslo", "Bonn", "Rome").doubles("size", 1, 2, 3).build();
      List<ColumnBuffer> answers = predictor.newAnswers();
      List<Prediction.Rejection> rejected =
          predictor.predictInto(table, answers, CallOptions.defaults());
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).row()).isEqualTo(1);
      assertThat(rejected.get(0).code()).isEqualTo(ErrorCode.UNACCEPTED_VALUE);
      assertThat(rejected.get(0).message()).contains("Bonn");
      assertThat(answers.get(0).isNull(1)).isTrue();
      assertThat(answers.get(0).valueAt(2)).isEqualTo(List.of(3f, 1f, 0f));
    }
  }

  @Test
  @DisplayName("unknown types, unknown keys and unknown features are named with the nearest")
  void namesWhatIsUnknown() {
    String wrong =
        STEPS
            .replace("one-hot,", "onehot,")
            .replace("value: 3", "values: [3], stratgy: mean")
            .replace("size, city", "sise, city");
    assertThatThrownBy(() -> open(identity(), wrong))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("there is no step of the type 'onehot', nearest 'one-hot'")
        .hasMessageContaining("'strategy'")
        .hasMessageContaining("no column 'sise' stands after the steps, nearest 'size'");
  }

  @Test
  @DisplayName(
      "steps in the wrong order, and steps that need each other, are told which step makes")
  void order() {
    String cyclic =
        """
        signature:
          inputs: [{name: city, type: string}, {name: size, type: float64}]
        steps:
          - {type: log1p, column: b, into: a}
          - {type: clip, column: a, min: 0, into: b}
          - {type: log1p, column: city}
        features: [size]
        """;
    assertThatThrownBy(() -> open(identity(), cyclic))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("3 problems")
        .hasMessageContaining(
            "slipway.yaml:7:5 steps[0] (log1p).column: 'b' is not a column before this step (the nearest is")
        .hasMessageContaining(
            "slipway.yaml:7:5 steps[0] (log1p): needs 'b', which only slipway.yaml:8:5 steps[1] (clip) after it makes"
                + " (move that step before this one; two steps cannot need each other)")
        .hasMessageContaining(
            "slipway.yaml:9:5 steps[2] (log1p).column: column 'city' is STRING, expected");
  }

  @Test
  @DisplayName("features of the wrong width are listed with their widths")
  void width() {
    String wide = STEPS.replace("[Rome, Oslo]", "[Rome, Oslo, Bonn]");
    assertThatThrownBy(() -> open(identity(), wide))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining(
            "input 'x' of the model: takes 3 values a row, but the 2 columns have 4 (size 1,"
                + " city_one_hot 3; change the steps, or which columns are features)");
  }

  @Test
  @DisplayName("columns that no step makes, or that are vectors, are told at once")
  void columns() {
    String wrong =
        """
        signature:
          inputs: [{name: city, type: string}, {name: size, type: float64}]
        steps:
          - {type: log1p, column: sise, into: sise}
          - {type: one-hot, column: city, vocabulary: [Rome, Oslo]}
          - {type: clip, columns: [city_one_hot, size], min: 0}
        features: [size, city_one_hot]
        """;
    assertThatThrownBy(() -> open(identity(), wrong))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining(
            "steps[0] (log1p).column: 'sise' is not a column before this step (the nearest is"
                + " 'size')")
        .hasMessageContaining(
            "steps[2] (clip).columns: column 'city_one_hot' has rows of shape [2], expected one value a"
                + " row");
  }

  @Test
  @DisplayName("features that are texts cannot be packed as numbers")
  void texts() {
    String wrong = STEPS.replace("size, city_one_hot", "size, city");
    OnnxFile two =
        new OnnxFile()
            .input("x", DataType.FLOAT, OnnxFile.FREE, 2)
            .output("y", DataType.FLOAT, OnnxFile.FREE, 2)
            .node("Identity", List.of("x"), List.of("y"));
    assertThatThrownBy(() -> open(two, wrong))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("column 'city': is STRING, but input 'x' of the model takes FLOAT32");
  }

  @Test
  @DisplayName("of a model with several inputs each feeds the one of its name, or is told why not")
  void severalInputs() {
    OnnxFile several =
        new OnnxFile()
            .input("size", DataType.INT64, OnnxFile.FREE, 1)
            .input("town_one_hot", DataType.FLOAT, OnnxFile.FREE, 2)
            .input("city_one_hot", DataType.FLOAT, OnnxFile.FREE, 3)
            .output("y", DataType.FLOAT, OnnxFile.FREE, 3)
            .node("Identity", List.of("city_one_hot"), List.of("y"));
    String wrong = STEPS.replace("[size, city_one_hot]", "[size, city_one_hot, city]");
    assertThatThrownBy(() -> open(several, wrong))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining(
            "column 'size': is FLOAT64, but input 'size' of the model takes INT64")
        .hasMessageContaining(
            "input 'town_one_hot' of the model: has no column of its name, nearest 'city_one_hot'")
        .hasMessageContaining(
            "column 'city_one_hot': has rows of shape [2], but input 'city_one_hot' of the model"
                + " takes [3]")
        .hasMessageContaining(
            "column 'city': reaches no input of the model, which has [size, town_one_hot,"
                + " city_one_hot] (remove it, or name it as an input)");
  }
}
