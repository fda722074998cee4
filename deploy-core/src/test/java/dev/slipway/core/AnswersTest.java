package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.Column;
import dev.slipway.InvalidPackageException;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.fixtures.Fixtures;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The answers of a package")
class AnswersTest {

  private static final DataType REAL = DataType.FLOAT;
  private static final long FREE = OnnxFile.FREE;

  @TempDir Path folder;

  private Predictor open(OnnxFile model, String yaml) throws IOException {
    return Fixtures.open(folder, model, yaml);
  }

  private static OnnxFile identity(DataType type, long... shape) {
    return new OnnxFile()
        .input("x", type, shape)
        .output("scores", type, shape)
        .node("Identity", List.of("x"), List.of("scores"));
  }

  private static Table rows(Tensor tensor) {
    return Table.builder().column("x", Column.over(tensor)).build();
  }

  @Test
  @DisplayName(
      "are made of scores by activation, pick, threshold, rounding and labels, in this order")
  void postprocessing() throws IOException {
    String outputs =
        """
        outputs:
          - {name: shares, activation: softmax}
          - {name: second, activation: softmax, pick: 1, round: 2}
          - {name: likely, activation: sigmoid, pick: 0, threshold: 0.5, labels: ["no", "yes"]}
          - {name: best, argmax: true, labels: [a, b, c]}
          - {name: whole, round: 0}
        """;
    Table table = rows(Tensor.of(Shape.of(2, 3), 0.5f, -1.25f, 3f, -0.1f, 2.5f, 1.5f));
    try (Predictor predictor = open(identity(REAL, FREE, 3), outputs)) {
      Table answers = predictor.predict(table);
      assertThat(answers.column("shares").valueAt(0))
          .isEqualTo(List.of(0.07487121f, 0.013010666f, 0.91211814f));
      assertThat(answers.column("second").floatAt(1)).isEqualTo(0.69f);
      assertThat(answers.column("likely").stringAt(0)).isEqualTo("yes");
      assertThat(answers.column("likely").stringAt(1)).isEqualTo("no");
      assertThat(answers.column("best").stringAt(1)).isEqualTo("b");
      assertThat(answers.column("whole").valueAt(1)).isEqualTo(List.of(-0f, 2f, 2f));
    }
  }

  @Test
  @DisplayName("have a threshold that sees the value which the caller would see")
  void thresholdAfterRoundingToTheType() throws IOException {
    String outputs =
        """
        outputs:
          - {name: p, activation: sigmoid}
          - {name: likely, activation: sigmoid, threshold: 0.5}
        """;
    try (Predictor predictor = open(identity(REAL, FREE), outputs)) {
      // In double the logistic function of this is below a half, in float it is a half.
      Table answers = predictor.predict(Table.builder().floats("x", -1e-9f).build());
      assertThat(answers.column("p").floatAt(0)).isEqualTo(0.5f);
      assertThat(answers.column("likely").booleanAt(0)).isTrue();
    }
  }

  @Test
  @DisplayName("take a softmax over the last axis of rows that are matrices")
  void softmaxOfMatrices() throws IOException {
    String outputs =
        """
        outputs:
          - {name: shares, activation: softmax}
          - {name: fourth, activation: softmax, pick: 3}
        """;
    Table table = rows(Tensor.of(Shape.of(1, 2, 2), 1f, 1f, 0f, 1000f));
    for (long width : new long[] {2, FREE}) {
      try (Predictor predictor = open(identity(REAL, FREE, 2, width), outputs)) {
        Table answers = predictor.predict(table);
        assertThat(answers.column("shares").valueAt(0))
            .isEqualTo(List.of(List.of(0.5f, 0.5f), List.of(0f, 1f)));
        assertThat(answers.column("fourth").floatAt(0)).isEqualTo(1f);
      }
    }
  }

  @Test
  @DisplayName("are refused where they do not fit the model's outputs, all at once")
  void namesWhatDoesNotFit() {
    String outputs =
        """
        outputs:
          - {name: a, from: probabilitys, pick: 0}
          - {name: b, pick: 2}
          - {name: c, threshold: 0.5}
          - {name: d, argmax: true, labels: [x, y, z]}
        """;
    assertThatThrownBy(() -> open(OnnxFile.logistic(), outputs))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("4 problems")
        .hasMessageContaining("nearest 'probabilities'")
        .hasMessageContaining("output 'b': picks 2, but rows of 'probabilities' have 2 elements")
        .hasMessageContaining("output 'c': needs 'pick'")
        .hasMessageContaining("output 'd': has 3 labels, but rows of 'probabilities' have 2");
  }

  @Test
  @DisplayName("are refused where probabilities are asked of what has none, all at once")
  void namesWhatHasNoProbabilities() {
    String outputs =
        """
        outputs:
          - {name: a, activation: softmax}
          - {name: b, activation: sigmoid, round: 2}
        """;
    assertThatThrownBy(() -> open(identity(DataType.INT64, FREE, 1), outputs))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("4 problems")
        .hasMessageContaining(
            "output 'a': needs a floating type for softmax, but 'scores' is INT64 (leave it out)")
        .hasMessageContaining(
            "output 'a': takes a softmax of single values, which is always 1: rows of 'scores' have"
                + " the shape [1] (sigmoid is for one score)")
        .hasMessageContaining("output 'b': needs a floating type for sigmoid, but")
        .hasMessageContaining("output 'b': needs a floating type for round, but");
  }

  @Test
  @DisplayName("need a row for each row, or the error says what to do")
  void outputsWithoutRows() throws IOException {
    OnnxFile model =
        new OnnxFile()
            .input("x", REAL, FREE)
            .output("y", REAL, FREE)
            .longs("one", List.of(1L), 1)
            .node("Slice", List.of("x", "one", "end"), List.of("y"))
            .longs("end", List.of(1L), Long.MAX_VALUE);
    try (Predictor predictor = open(model, "")) {
      assertThatThrownBy(() -> predictor.predict(Table.builder().floats("x", 1, 2, 3).build()))
          .hasMessageContaining(
              "Cannot read output 'y': its shape is [2] for 3 rows, expected a row for each"
                  + " (state execution.batch: single in slipway.yaml)");
    }
  }
}
