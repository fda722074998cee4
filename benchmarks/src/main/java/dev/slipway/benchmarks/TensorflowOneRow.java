package dev.slipway.benchmarks;

import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.Slipway;
import dev.slipway.engine.djl.DjlModels;
import dev.slipway.engine.tensorflow.TensorflowEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.spi.ModelArtefact;
import dev.slipway.spi.ModelFormat;
import dev.slipway.testing.SavedModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows of the four-feature logistic model on TensorFlow: an execution of ours, a predictor, and
 * DJL's own model and predictor, loaded by DJL. Every path writes its inputs, runs, and reads one
 * answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TensorflowOneRow {

  private static final int WIDTH = 4;
  private static final String YAML =
      """
      format: slipway/1
      model: saved
      signature:
        inputs:
          - {name: a, type: float32}
          - {name: b, type: float32}
          - {name: c, type: float32}
          - {name: d, type: float32}
      outputs:
        - {name: probability, from: probabilities, pick: 1}
      """;

  /** How many rows a call has. */
  @Param({"1", "1024"})
  public int rows;

  private float[] values;
  private LoadedModel model;
  private Execution execution;
  private Shape shape;
  private ai.djl.ndarray.types.Shape djlShape;
  private Model djl;
  private Predictor<NDList, NDList> djlPredictor;
  private dev.slipway.Predictor predictor;
  private Table table;
  private List<ColumnBuffer> answers;

  /** A SavedModel in a folder. */
  private record SavedFolder(Path directory) implements ModelArtefact {

    private static final String MAIN = "saved_model.pb";

    @Override
    public ModelFormat format() {
      return ModelFormat.SAVED_MODEL;
    }

    @Override
    public String path() {
      return MAIN;
    }

    @Override
    public ByteBuffer content() {
      return ByteBuffer.wrap(SavedModelFile.logistic().bytes());
    }

    @Override
    public Set<String> files() {
      return Set.of(MAIN);
    }
  }

  /** Opens all and refuses to time answers that differ. */
  @Setup
  public void open() throws IOException, ModelException, TranslateException {
    Path folder = Files.createTempDirectory("slipway-bench");
    Path saved = SavedModelFile.logistic().write(folder.resolve("saved"));
    Files.writeString(folder.resolve("slipway.yaml"), YAML);
    values = new float[rows * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i + 1);
    }
    EngineOptions allowed = EngineOptions.defaults().with("allow-savedmodel", "true");
    model = new TensorflowEngineProvider().load(new SavedFolder(saved), allowed);
    execution = model.newExecution();
    shape = Shape.of(rows, WIDTH);
    predictor = Slipway.builder().engineOptions(allowed).build().openModel(folder);
    table = table();
    answers = predictor.newAnswers();
    djlShape = new ai.djl.ndarray.types.Shape(rows, WIDTH);
    // Starts DJL's engine on the library that is loaded.
    DjlModels.view(model).close();
    djl = Model.newInstance("saved", "TensorFlow");
    djl.load(saved);
    djlPredictor = djl.newPredictor(new NoopTranslator(null));
    compare();
  }

  private Table table() {
    Table.Builder builder = Table.builder();
    for (int column = 0; column < WIDTH; column++) {
      float[] cells = new float[rows];
      for (int row = 0; row < rows; row++) {
        cells[row] = values[row * WIDTH + column];
      }
      builder.floats(String.valueOf((char) ('a' + column)), cells);
    }
    return builder.build();
  }

  private void compare() throws TranslateException {
    float expected = djl();
    if (execution() != expected || predictor() != expected) {
      throw new IllegalStateException("the paths give different answers");
    }
  }

  /** Closes all. */
  @TearDown
  public void close() {
    djlPredictor.close();
    djl.close();
    model.close();
    predictor.close();
  }

  /** DJL's predictor on the model as DJL loads it. */
  @Benchmark
  public float djl() throws TranslateException {
    try (NDArray input = djl.getNDManager().create(values, djlShape);
        NDList outputs = djlPredictor.predict(new NDList(input))) {
      return outputs.get(0).toFloatArray()[1];
    }
  }

  /** An execution of ours. */
  @Benchmark
  public float execution() {
    Tensor input = execution.input(0, shape);
    input.bytes().asFloatBuffer().put(0, values);
    execution.run();
    return execution.output(0).bytes().getFloat(Float.BYTES);
  }

  /** A predictor: a table in, the answers into the caller's columns. */
  @Benchmark
  public float predictor() {
    predictor.predictInto(table, answers, CallOptions.defaults());
    return answers.get(0).floatAt(0);
  }
}
