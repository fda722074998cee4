package dev.slipway.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Column;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.Slipway;
import dev.slipway.spi.EngineOptions;
import dev.slipway.testing.ChildJvm;
import dev.slipway.testing.OnnxFile;
import dev.slipway.testing.SavedModelFile;
import dev.slipway.testing.TfliteFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DJL with all engines on one class path, offline, in processes that set nothing. */
@DisplayName("Through DJL, with all engines on the class path and nothing set,")
class DjlTogetherTest {

  private static final String NATIVES =
      ".*tensorflow-core-native-[0-9.]+-[a-z0-9_]+-[a-z0-9_]+.jar";
  private static final String PROPERTY = "ai.djl.onnx.disable_alternative";

  @TempDir private Path folder;

  /** Predicts with the models that are given, in that order. */
  static final class Predict {
    private Predict() {}

    public static void main(String[] models) {
      for (String model : models) {
        Path path = Path.of(model);
        EngineOptions options = EngineOptions.defaults();
        try (Predictor predictor =
            Slipway.builder()
                .engine("djl")
                .engineOptions(
                    model.endsWith("saved") ? options.with("allow-savedmodel", "true") : options)
                .build()
                .openModel(path)) {
          Tensor row = Tensor.of(Shape.of(1, 4), 1f, 2f, 0.5f, 0.25f);
          Table answers =
              predictor.predict(Table.of(List.of("features"), List.of(Column.over(row))));
          System.out.printf(
              "%s: %.5f%n", path.getFileName(), answers.column("probabilities").floatAt(1));
        }
      }
      System.out.println("without: " + System.getProperty(PROPERTY));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx tflite saved", "tflite saved onnx", "saved onnx tflite"})
  @DisplayName("models of every format are answered, whichever comes first")
  void everyFormat(String order) {
    ChildJvm.End end = ChildJvm.with(entry -> true).run(Predict.class, models(order));

    assertThat(end.output())
        .contains("model.onnx: 0.60169\n", "model.tflite: 0.60169\n", "saved: 0.60169\n")
        .contains("without: null\n");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  @DisplayName("ONNX and TFLite are answered where TensorFlow's library is missing")
  void withoutLibrary() {
    ChildJvm.End end =
        ChildJvm.with(entry -> !entry.matches(NATIVES)).run(Predict.class, models("onnx tflite"));

    assertThat(end.output())
        .contains("model.onnx: 0.60169\n", "model.tflite: 0.60169\n", "without: true\n");
    assertThat(end.exitCode()).isZero();
  }

  private String[] models(String order) {
    return List.of(order.split(" ")).stream().map(this::model).toArray(String[]::new);
  }

  private String model(String format) {
    Path path =
        switch (format) {
          case "onnx" -> OnnxFile.logistic().write(folder.resolve("model.onnx"));
          case "tflite" -> TfliteFile.logistic().write(folder.resolve("model.tflite"));
          default -> SavedModelFile.logistic().write(folder.resolve("saved"));
        };
    return path.toString();
  }
}
