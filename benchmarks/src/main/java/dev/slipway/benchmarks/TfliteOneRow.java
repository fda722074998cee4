package dev.slipway.benchmarks;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.Slipway;
import dev.slipway.engine.tflite.TfliteEngineProvider;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import dev.slipway.testing.TfliteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * Rows of the four-feature logistic model on TensorFlow Lite: an execution of ours, a predictor,
 * and the interpreter by hand. Every path writes its inputs, runs, and reads one answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TfliteOneRow {

  private static final int WIDTH = 4;
  private static final String YAML =
      """
      format: slipway/1
      model: model.tflite
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
  private BareInterpreter bare;
  private LoadedModel model;
  private Execution execution;
  private Shape shape;
  private Predictor predictor;
  private float[][] columns;
  private float[] picked;
  private Table table;
  private List<ColumnBuffer> answers;

  /** Opens all and refuses to time answers that differ. */
  @Setup
  public void open() throws IOException {
    byte[] content = TfliteFile.logistic().bytes();
    Path folder = Files.createTempDirectory("slipway-bench");
    Files.write(folder.resolve("model.tflite"), content);
    Files.writeString(folder.resolve("slipway.yaml"), YAML);
    values = new float[rows * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i + 1);
    }
    bare = new BareInterpreter(content, rows, WIDTH);
    model =
        new TfliteEngineProvider()
            .load(new BytesArtefact(ByteBuffer.wrap(content)), EngineOptions.defaults());
    execution = model.newExecution();
    shape = Shape.of(rows, WIDTH);
    predictor = Slipway.open(folder);
    columns = new float[WIDTH][];
    picked = new float[rows];
    table = table();
    answers = predictor.newAnswers();
    compare();
  }

  private Table table() {
    Table.Builder builder = Table.builder();
    for (int column = 0; column < WIDTH; column++) {
      float[] cells = new float[rows];
      columns[column] = cells;
      for (int row = 0; row < rows; row++) {
        cells[row] = values[row * WIDTH + column];
      }
      builder.floats(String.valueOf((char) ('a' + column)), cells);
    }
    return builder.build();
  }

  private void compare() {
    byHandFromColumns();
    byHand();
    execution();
    predictor();
    for (int row = 0; row < rows; row++) {
      float expected = bare.invoke().get(2 * row + 1);
      if (picked[row] != expected
          || execution.output(0).bytes().getFloat((2 * row + 1) * Float.BYTES) != expected
          || answers.get(0).floatAt(row) != expected) {
        throw new IllegalStateException("the paths give different answers in row " + row);
      }
    }
  }

  /** Closes all. */
  @TearDown
  public void close() {
    bare.close();
    model.close();
    predictor.close();
  }

  /** The interpreter by hand, with memory that stays in place. */
  @Benchmark
  public float byHand() {
    FloatBuffer inputs = bare.inputs();
    inputs.put(0, values);
    return bare.invoke().get(1);
  }

  /** The interpreter by hand, with the values of four columns put side by side for each call. */
  @Benchmark
  public float byHandFromColumns() {
    FloatBuffer inputs = bare.inputs();
    for (int column = 0; column < WIDTH; column++) {
      float[] cells = columns[column];
      for (int row = 0; row < cells.length; row++) {
        inputs.put(row * WIDTH + column, cells[row]);
      }
    }
    FloatBuffer outputs = bare.invoke();
    for (int row = 0; row < rows; row++) {
      picked[row] = outputs.get(2 * row + 1);
    }
    return picked[0];
  }

  /** An execution of ours. */
  @Benchmark
  public float execution() {
    Tensor input = execution.input(0, shape);
    input.bytes().asFloatBuffer().put(0, values);
    execution.run();
    ByteBuffer output = execution.output(0).bytes();
    return output.getFloat(Float.BYTES);
  }

  /** A predictor: a table in, the answers into the caller's columns. */
  @Benchmark
  public float predictor() {
    predictor.predictInto(table, answers, CallOptions.defaults());
    return answers.get(0).floatAt(0);
  }
}
