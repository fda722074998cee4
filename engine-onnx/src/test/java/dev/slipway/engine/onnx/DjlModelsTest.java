package dev.slipway.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.translate.NoopTranslator;
import dev.slipway.ElementType;
import dev.slipway.EngineException;
import dev.slipway.Signature;
import dev.slipway.Signature.Field;
import dev.slipway.Tensor;
import dev.slipway.engine.djl.DjlModels;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From DJL to Slipway and back. */
class DjlModelsTest {

  private static final Signature NEGATION =
      Signature.of(
          List.of(Field.tensor("x", ElementType.FLOAT32, dev.slipway.Shape.of(-1, 3))),
          List.of(Field.tensor("y", ElementType.FLOAT32, dev.slipway.Shape.of(-1, 3))));

  @TempDir private Path directory;

  private static LoadedModel negation() {
    return new OnnxEngineProvider().load(TinyModel.of("Neg").artefact(), EngineOptions.defaults());
  }

  @Test
  @DisplayName("a DJL user gets a DJL predictor from a Slipway model, on the same session")
  void predictorForDjlUsers() throws Exception {
    try (LoadedModel model = negation()) {
      try (Model view = DjlModels.view(model);
          Predictor<NDList, NDList> predictor = view.newPredictor(new NoopTranslator());
          NDManager manager = view.getNDManager().newSubManager()) {
        NDArray row = manager.create(new float[] {1, -2, 3}, new Shape(1, 3));
        NDList answers = predictor.predict(new NDList(row));
        assertThat(answers.get("y").toFloatArray()).containsExactly(-1, 2, -3);
      }
      assertNegates(model);
    }
  }

  @Test
  @DisplayName("a view of a closed model fails with IllegalStateException")
  void viewOfClosedModel() {
    LoadedModel model = negation();
    try (Model view = DjlModels.view(model);
        NDManager manager = view.getNDManager().newSubManager()) {
      model.close();
      NDList row = new NDList(manager.create(new float[3], new Shape(1, 3)));
      assertThatThrownBy(() -> view.getBlock().forward(null, row, false))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("what DJL's criteria find becomes a Slipway model")
  void modelOfCriteria() throws Exception {
    Path file = directory.resolve("negation.onnx");
    Files.write(file, TinyModel.of("Neg").imports("", 16).toBytes());
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(file)
            .optEngine("OnnxRuntime")
            .build();
    try (LoadedModel model = DjlModels.load(criteria, NEGATION)) {
      assertThat(model.engine().id()).isEqualTo("djl");
      assertThat(model.engine().name()).isEqualTo("DJL OnnxRuntime");
      assertNegates(model);
    }
  }

  @Test
  @DisplayName("criteria that find nothing are an engine error")
  void criteriaWithoutModel() {
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(directory.resolve("none.onnx"))
            .optEngine("OnnxRuntime")
            .build();
    assertThatThrownBy(() -> DjlModels.load(criteria, NEGATION))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("Cannot load a DJL model: ");
  }

  private static void assertNegates(LoadedModel model) {
    try (Execution execution = model.newExecution()) {
      Tensor input = execution.input(0, dev.slipway.Shape.of(2, 3));
      input.setDouble(5, 7.5);
      execution.run();
      assertThat(execution.output(0).doubleAt(5)).isEqualTo(-7.5);
    }
  }
}
