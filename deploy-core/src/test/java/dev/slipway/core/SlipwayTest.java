package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ElementType;
import dev.slipway.ErrorCode;
import dev.slipway.InvalidInputException;
import dev.slipway.InvalidPackageException;
import dev.slipway.OverloadedException;
import dev.slipway.Parity;
import dev.slipway.Prediction;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.UnsupportedModelException;
import dev.slipway.testing.EndlessModel;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlipwayTest {

  private static final String YAML =
      """
      format: slipway/1
      name: logistic
      version: 7
      model: model.onnx
      signature:
        inputs:
          - {name: a, type: float64}
          - {name: b, type: int32}
          - {name: c, type: float64}
          - {name: d, type: float32}
      outputs:
        - {name: probability, from: probabilities, pick: 1}
        - {name: late, from: probabilities, pick: 1, threshold: 0.5, labels: [on-time, late]}
        - {name: best, from: probabilities, argmax: true}
        - {name: both, from: probabilities}
      """;

  @TempDir Path folder;

  private Path packaged(String yaml) throws IOException {
    OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Files.writeString(folder.resolve("slipway.yaml"), yaml);
    return folder;
  }

  private static Table rows() {
    return Table.builder()
        .doubles("c", 0.5, -8, 100)
        .column("unused", Column.of(1L, 2L, 3L))
        .doubles("a", 1, 0, -3)
        .ints("b", 2, 4, 7)
        .floats("d", 0.25f, 1, 0)
        .build();
  }

  private static double logistic(double a, double b, double c, double d) {
    return 1 / (1 + Math.exp(-(0.5 * a - 0.25 * b + 0.125 * c + d + 0.1)));
  }

  @Test
  void answersColumnsWithPickThresholdLabelsAndArgmax() throws IOException {
    try (Predictor predictor = Slipway.open(packaged(YAML))) {
      Table answers = predictor.predict(rows());

      assertThat(answers.names()).containsExactly("probability", "late", "best", "both");
      Column probability = answers.column("probability");
      assertThat(probability.type()).isEqualTo(ElementType.FLOAT32);
      assertThat(probability.doubleAt(0)).isCloseTo(logistic(1, 2, .5, .25), within());
      assertThat(probability.doubleAt(1)).isCloseTo(logistic(0, 4, -8, 1), within());
      assertThat(answers.column("late").stringAt(0)).isEqualTo("late");
      assertThat(answers.column("late").stringAt(1)).isEqualTo("on-time");
      assertThat(answers.column("best").longAt(0)).isEqualTo(1);
      assertThat(answers.column("both").rowShape()).isEqualTo(Shape.of(2));
      assertThat(predictor.model().version().name()).isEqualTo("logistic");
      assertThat(predictor.model().version().version()).isEqualTo("7");
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  @Test
  void answersRecords() throws IOException {
    record Features(double a, int b, double c, float d) {}
    record Answer(float probability, String late, long best, float[] both) {}
    try (Predictor predictor = Slipway.open(packaged(YAML))) {
      Answer answer =
          predictor.as(Features.class, Answer.class).predict(new Features(1, 2, .5, .25f));

      assertThat(answer.late()).isEqualTo("late");
      assertThat(answer.both()).hasSize(2);
      assertThat((double) answer.probability()).isCloseTo(logistic(1, 2, .5, .25), within());
    }
  }

  @Test
  void reportsEveryColumnThatDoesNotFit() throws IOException {
    Table wrong =
        Table.builder()
            .strings("a", "x")
            .longs("b", 1L << 40)
            .doubles("C", 1)
            .doubles("d", 1)
            .build();
    try (Predictor predictor = Slipway.open(packaged(YAML))) {
      assertThatThrownBy(() -> predictor.predict(wrong))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("Cannot predict with logistic 7 (")
          .hasMessageContaining("4 problems")
          .hasMessageContaining("column 'a': is STRING, expected FLOAT64")
          .hasMessageContaining("column 'b': is INT64, expected INT32")
          .hasMessageContaining(
              "column 'c': is missing, expected c: float64; the nearest of the table's is 'C'")
          .hasMessageContaining("column 'd': is FLOAT64, expected FLOAT32");
    }
  }

  @Test
  void opensABareModelAndTakesItsTensor() {
    Path model = OnnxFile.logistic().write(folder.resolve("plain.onnx"));
    try (Predictor predictor = Slipway.open(model)) {
      Table input =
          Table.builder()
              .column(
                  "features", Column.over(Tensor.of(Shape.of(2, 4), 1f, 2, .5f, .25f, 0, 4, -8, 1)))
              .build();
      Table answers = predictor.predict(input);

      assertThat(predictor.model().signature().inputs().get(0).shape()).isEqualTo(Shape.of(-1, 4));
      assertThat(answers.column("probabilities").doubleAt(3))
          .isCloseTo(logistic(0, 4, -8, 1), within());
      assertThat(predictor.predict(matrix(1, 2, .5f, .25f)).column("probabilities").floatAt(1))
          .isEqualTo(answers.column("probabilities").floatAt(1));
    }
  }

  private static Table matrix(float a, float b, float c, float d) {
    return Table.builder().floats("a", a).floats("b", b).floats("c", c).floats("d", d).build();
  }

  @Test
  void answersNoRowsWithNoRows() throws IOException {
    try (Predictor predictor = Slipway.open(packaged(YAML))) {
      Table answers = predictor.predict(rows().slice(0, 0));

      assertThat(answers.rows()).isZero();
      assertThat(answers.names()).containsExactly("probability", "late", "best", "both");
    }
  }

  @Test
  void answersALargeTableAsItAnswersItsParts() {
    Path model = OnnxFile.logistic().write(folder.resolve("plain.onnx"));
    int rows = 150_000;
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (i % 1000) / 100f;
    }
    Table table =
        Table.builder()
            .floats("a", values)
            .floats("b", values)
            .floats("c", values)
            .floats("d", values)
            .build();
    try (Predictor predictor = Slipway.open(model)) {
      Column whole = predictor.predict(table).column("probabilities");
      assertThat(whole.rows()).isEqualTo(rows);
      for (int row : List.of(0, 65_535, 65_536, 131_072, rows - 1)) {
        Column alone = predictor.predict(table.slice(row, 1)).column("probabilities");
        assertThat(whole.floatAt(2 * row + 1)).isEqualTo(alone.floatAt(1));
      }
    }
  }

  @Test
  void refusesASignatureThatDisagreesWithTheGraph() throws IOException {
    String yaml =
        YAML.replace(
            "    - {name: d, type: float32}\n",
            "    - {name: d, type: string}\n    - {name: e, type: int64}\n");
    assertThatThrownBy(() -> Slipway.open(packaged(yaml)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining(
            "column 'd': is STRING, but input 'features' of the model takes FLOAT32")
        .hasMessageContaining("takes 4 values a row, but the 5 columns have 5")
        .extracting(e -> ((InvalidPackageException) e).code())
        .isEqualTo(ErrorCode.SIGNATURE_MISMATCH);
  }

  @Test
  void rejectsRowsWithNullsWhereTheModelTakesNoNan() {
    Path model =
        new OnnxFile()
            .input("n", DataType.INT64, OnnxFile.FREE)
            .output("m", DataType.INT64, OnnxFile.FREE)
            .node("Identity", List.of("n"), List.of("m"))
            .write(folder.resolve("identity.onnx"));
    Table table =
        Table.builder().column("n", Column.ofValues(ElementType.INT64, 1L << 62, null, -5)).build();
    try (Predictor predictor = Slipway.open(model)) {
      Prediction prediction = predictor.predict(table, CallOptions.defaults());

      assertThat(prediction.rejections())
          .containsExactly(
              new Prediction.Rejection(
                  1, ErrorCode.MISSING_VALUE, "column 'n' is null, expected a value"));
      assertThat(prediction.answers().column("m").valueAt(0)).isEqualTo(1L << 62);
      assertThat(prediction.answers().column("m").isNull(1)).isTrue();
      assertThatThrownBy(() -> predictor.predict(table))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("row 1: column 'n' is null");
    }
  }

  @Test
  void endsAnEndlessModelAtItsDeadlineAndGoesOn() {
    Path model = EndlessModel.write(folder.resolve("loop.onnx"));
    try (Predictor predictor = Slipway.builder().executions(1).build().openModel(model)) {
      Table endless = Table.builder().longs("trips", Long.MAX_VALUE).build();
      Table short_ = Table.builder().longs("trips", 3).build();
      CallOptions limited = CallOptions.defaults().withTimeout(Duration.ofMillis(300));

      assertThatThrownBy(() -> predictor.predict(endless, limited))
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("the time limit of PT0.3S was over while the model ran")
          .extracting(e -> ((OverloadedException) e).code())
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(predictor.predict(short_).column("sum").longAt(0)).isEqualTo(3);
    }
  }

  @Test
  void namesTheSchemeThatNothingResolves() {
    assertThatThrownBy(() -> Slipway.open("models:/flight-delay@champion"))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessage(
            "Cannot open models:/flight-delay@champion: nothing here resolves 'models:', expected a"
                + " path or file: (add the dependency dev.slipway:deploy-lifecycle)");
  }

  private static String golden(double probability) {
    return """
        {"input": {"a": 1, "b": 2, "c": 0.5, "d": 0.25}, "answer": {"late": "late"}}
        {"input": {"a": 1, "b": 2, "c": 0.5, "d": 0.25}, "answer": {"late": "late"}}
        """
        .replace(
            "{\"late\": \"late\"}", "{\"late\": \"late\", \"probability\": " + probability + "}");
  }

  @Test
  void opensWhenItsGoldenRecordsComeOut() throws IOException {
    Files.writeString(folder.resolve("golden.jsonl"), golden(logistic(1, 2, .5, .25)));
    try (Predictor predictor = Slipway.open(packaged(YAML + "parity: {level: exact}\n"))) {
      assertThat(predictor.model().parity().level()).isEqualTo(Parity.Level.EXACT);
    }
  }

  @Test
  void doesNotOpenWhenAGoldenAnswerIsWrong() throws IOException {
    Files.writeString(folder.resolve("golden.jsonl"), golden(0.7));
    assertThatThrownBy(() -> Slipway.open(packaged(YAML)))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("golden record 1: 'probability' is 0.6")
        .hasMessageContaining("expected 0.7; 2 of 2 rows differ, by 0.0")
        .extracting(e -> ((InvalidPackageException) e).code())
        .isEqualTo(ErrorCode.SELF_TEST_FAILED);
  }

  @Test
  void refusesAWeakerParityThanAskedFor() throws IOException {
    Path model = packaged(YAML + "parity: {level: tolerance, absolute: 0.1}\n");
    Slipway strict = Slipway.builder().requireParity(Parity.exact()).build();
    assertThatThrownBy(() -> strict.openModel(model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("its parity is")
        .hasMessageContaining("was asked for");
  }
}
