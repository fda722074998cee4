package dev.slipway.convert;

import static dev.slipway.testing.OnnxFile.FREE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.testing.ModelKinds;
import dev.slipway.testing.OnnxFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A classical model answers as in ONNX Runtime:")
class ClassicalConversionTest {

  private static final long N = FREE;

  @Test
  @DisplayName("a scaler with a number for each feature, or one for all")
  void scaler() {
    BothEngines.of(
            TinyModel.of(N, 3)
                .reals("offset", 1, 2, 3)
                .reals("scale", 0.5f, 2, -1)
                .classical("Scaler", "x", "y")
                .gives(N, 3))
        .check();
    BothEngines.of(
            TinyModel.integers(N, 3)
                .reals("offset", 1)
                .reals("scale", 0.5f)
                .classical("Scaler", "x", "y")
                .gives(N, 3))
        .check();
  }

  @ParameterizedTest(name = "a normalizer by {0}")
  @ValueSource(strings = {"L1", "L2", "MAX"})
  void normalizer(String norm) {
    OnnxFile model =
        TinyModel.of(N, 3).with("norm", norm).classical("Normalizer", "x", "y").gives(N, 3);
    BothEngines.of(model).check();
    BothEngines.of(model).scale(1e-30).check();
  }

  @ParameterizedTest(name = "a linear regressor with {0}")
  @ValueSource(strings = {"NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO"})
  void linearRegressor(String transform) {
    BothEngines.of(
            TinyModel.of(N, 3)
                .reals("coefficients", 1, -2, 0.5f, 0.25f, 3, -1)
                .reals("intercepts", 0.1f, -0.2f)
                .with("targets", 2)
                .with("post_transform", transform)
                .classical("LinearRegressor", "x", "y")
                .gives(N, 2))
        .check();
  }

  @ParameterizedTest(name = "a linear classifier with {0}")
  @ValueSource(strings = {"NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO"})
  void linearClassifier(String transform) {
    BothEngines.of(
            classifier(3)
                .with("post_transform", transform)
                .list("classlabels_ints", 4, 2, 9)
                .classical("LinearClassifier", "x", "label y")
                .output("label", DataType.INT64, N)
                .gives(N, 3))
        .check();
    BothEngines.of(
            classifier(2)
                .with("post_transform", transform)
                .list("classlabels_ints", 0, 1)
                .classical("LinearClassifier", "x", "label y")
                .output("label", DataType.INT64, N)
                .gives(N, 2))
        .check();
  }

  private static TinyModel classifier(int classes) {
    float[] weights = {1, -2, 0.5f, 0.25f, 3, -1, -0.75f, 0.5f, 0.125f};
    float[] offsets = {0.1f, -0.2f, 0.3f};
    return TinyModel.of(N, 3)
        .reals("coefficients", Arrays.copyOf(weights, 3 * classes))
        .reals("intercepts", Arrays.copyOf(offsets, classes))
        .with("multi_class", 1);
  }

  @Test
  @DisplayName("texts become indexes with their labels, and a map of scores becomes the scores")
  void texts() {
    BothEngines both =
        BothEngines.of(
            classifier(3)
                .with("post_transform", "SOFTMAX")
                .texts("classlabels_strings", "rot", "grün", "blau")
                .classical("LinearClassifier", "x", "label s")
                .with("norm", "L1")
                .classical("Normalizer", "s", "p")
                .texts("classlabels_strings", "rot", "grün", "blau")
                .classical("ZipMap", "p", "y")
                .output("label", DataType.STRING, N)
                .gives(N, 3));
    both.check();
    assertThat(both.converted().labels())
        .isEqualTo(Map.of("label", List.of("rot", "grün", "blau")));
  }

  @Test
  @DisplayName("labels are looked up by the place of the greatest score")
  void arrayFeatureExtractor() {
    BothEngines.of(
            TinyModel.of(N, 3)
                .longs("i", 2, 0)
                .classical("ArrayFeatureExtractor", "x i", "y")
                .gives(N, 2))
        .check();
  }

  @Test
  @DisplayName("a classifier of test-support")
  void wholeModel() {
    BothEngines.of(ModelKinds.linearClassifier()).check();
  }
}
