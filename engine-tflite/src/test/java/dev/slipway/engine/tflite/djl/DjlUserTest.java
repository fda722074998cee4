package dev.slipway.engine.tflite.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import dev.slipway.testing.TfliteFile;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who has DJL and this module on the class path and knows nothing of ours. */
class DjlUserTest {

  private static final float[] ROW = {1, 2, 0.5f, 0.25f};
  private static final double PROBABILITY = 1 / (1 + Math.exp(-0.4125));

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeModel() {
    file = TfliteFile.logistic().write(folder.resolve("logistic.tflite"));
  }

  private Criteria.Builder<NDList, NDList> criteria() {
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optModelPath(file)
        .optEngine("TFLite")
        .optTranslator(new NoopTranslator());
  }

  @Test
  @DisplayName("Criteria find the engine by its name and load a file")
  void criteriaLoad() throws Exception {
    try (ZooModel<NDList, NDList> model = criteria().build().loadModel();
        Predictor<NDList, NDList> predictor = model.newPredictor();
        NDManager manager = model.getNDManager().newSubManager()) {
      NDArray rows = manager.create(new float[] {1, 2, .5f, .25f, 0, 0, 0, 0}, new Shape(2, 4));
      NDArray answer = predictor.predict(new NDList(rows)).get("probabilities");
      assertThat(answer.getShape()).isEqualTo(new Shape(2, 2));
      assertThat((double) answer.toFloatArray()[1]).isCloseTo(PROBABILITY, within(1e-6));
      assertThat(model.describeInput().get("features")).isEqualTo(new Shape(-1, 4));
    }
  }

  @Test
  @DisplayName("a folder is a model by the file in it, and the engine is told by its version")
  void folder() throws Exception {
    try (Model model = Model.newInstance("logistic", "TFLite")) {
      model.load(folder);
      assertThat(model.getBlock()).isNotNull();
    }
    assertThat(Engine.getEngine("TFLite").getVersion()).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  @DisplayName("a stream is a model")
  void stream() throws Exception {
    try (Model model = Model.newInstance("streamed", "TFLite")) {
      model.load(new ByteArrayInputStream(Files.readAllBytes(file)));
      try (Predictor<float[], Float> predictor = model.newPredictor(new Logistic())) {
        assertThat((double) predictor.predict(ROW)).isCloseTo(PROBABILITY, within(1e-6));
      }
    }
  }

  /** Arrays of Java in, a number out. */
  private static final class Logistic implements Translator<float[], Float> {

    @Override
    public NDList processInput(TranslatorContext context, float[] row) {
      return new NDList(context.getNDManager().create(row).reshape(1, -1));
    }

    @Override
    public Float processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().toFloatArray()[1];
    }

    @Override
    public ai.djl.translate.Batchifier getBatchifier() {
      return null;
    }
  }

  @Test
  @DisplayName("predictors of one model run side by side, each with its own answers")
  void manyThreads() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try (ZooModel<NDList, NDList> model = criteria().build().loadModel()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int own = thread;
        ends.add(executor.submit(() -> assertOwnAnswers(model, own)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      executor.shutdown();
    }
  }

  private static Void assertOwnAnswers(Model model, int thread) throws TranslateException {
    double expected = 1 / (1 + Math.exp(-(0.5 * thread + 0.1)));
    try (Predictor<float[], Float> predictor = model.newPredictor(new Logistic())) {
      for (int call = 0; call < 500; call++) {
        float answer = predictor.predict(new float[] {thread, 0, 0, 0});
        assertThat((double) answer).isCloseTo(expected, within(1e-6));
      }
    }
    return null;
  }

  @Test
  @DisplayName("arrays of every type keep their bytes and their texts")
  void arrays() {
    try (NDManager manager = NDManager.newBaseManager("TFLite")) {
      assertThat(manager.create(new long[] {Long.MIN_VALUE, 7}).toLongArray())
          .containsExactly(Long.MIN_VALUE, 7);
      assertThat(manager.create(new boolean[] {true, false}).toBooleanArray())
          .containsExactly(true, false);
      assertThat(manager.zeros(new Shape(2, 3), DataType.FLOAT64).toDoubleArray()).hasSize(6);
      assertThat(manager.create(new String[] {"é", "😀"}).toStringArray())
          .containsExactly("é", "😀");
      assertThat(manager.create(new float[6]).reshape(-1, 3).getShape()).isEqualTo(new Shape(2, 3));
      assertThatThrownBy(() -> manager.create(new float[6]).reshape(4, 2))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("what is no model, a wrong type and an unknown option are errors that say so")
  void errors() throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage.tflite"), "no model at all");
    assertThatThrownBy(() -> criteria().optModelPath(garbage).build().loadModel())
        .rootCause()
        .hasMessageContaining("it is no flatbuffer of the kind TFL3");
    try (Model model = Model.newInstance("garbage", "TFLite")) {
      assertThatThrownBy(() -> model.load(garbage)).isInstanceOf(MalformedModelException.class);
    }
    assertThatThrownBy(() -> criteria().optOption("xnnpak", "true").build().loadModel())
        .hasMessageContaining("did you mean 'xnnpack'?");
    try (ZooModel<NDList, NDList> model = criteria().build().loadModel();
        Predictor<NDList, NDList> predictor = model.newPredictor();
        NDManager manager = model.getNDManager().newSubManager()) {
      NDList doubles = new NDList(manager.create(new double[4], new Shape(1, 4)));
      assertThatThrownBy(() -> predictor.predict(doubles))
          .hasMessageContaining("input 'features' is of float64, expected float32");
    }
  }
}
