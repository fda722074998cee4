package dev.slipway.benchmarks;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.Slipway;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 8,192 rows of the four-feature logistic model, from columns to the column of one probability:
 * through a predictor, and by loops that know that there are four columns of floats.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
public class ManyRows {

  private static final int ROWS = 8192;
  private static final int WIDTH = 4;

  private static final String YAML =
      """
      format: slipway/1
      model: model.onnx
      signature:
        inputs:
          - {name: a, type: float32}
          - {name: b, type: float32}
          - {name: c, type: float32}
          - {name: d, type: float32}
      outputs:
        - {name: probability, from: probabilities, pick: 1}
      """;

  private final float[][] columns = new float[WIDTH][ROWS];
  private final float[] block = new float[ROWS * WIDTH];
  private final float[] picked = new float[ROWS];
  private Predictor predictor;
  private RawRuntime raw;
  private Table table;
  private List<ColumnBuffer> answers;

  /** Opens both and refuses to time answers that differ. */
  @Setup
  public void open() throws IOException {
    Path folder = Files.createTempDirectory("slipway-bench");
    Path model = OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Files.writeString(folder.resolve("slipway.yaml"), YAML);
    predictor = Slipway.open(folder);
    raw = new RawRuntime(model, ROWS, WIDTH, 2);
    Table.Builder builder = Table.builder();
    for (int column = 0; column < WIDTH; column++) {
      for (int row = 0; row < ROWS; row++) {
        columns[column][row] = (float) Math.sin(row * WIDTH + column);
      }
      builder.floats(String.valueOf((char) ('a' + column)), columns[column]);
    }
    table = builder.build();
    answers = predictor.newAnswers();
    compare(byHand(), into());
    compare(byHandInBlocks(), into());
    compare(byHand(), predictor());
  }

  private void compare(float first, float same) {
    Table made = predictor.predict(table);
    for (int row = 0; row < ROWS; row++) {
      if (first != same
          || answers.get(0).floatAt(row) != picked[row]
          || made.column("probability").floatAt(row) != picked[row]) {
        throw new IllegalStateException("the paths give different answers in row " + row);
      }
    }
  }

  /** Closes both. */
  @TearDown
  public void close() {
    predictor.close();
    raw.close();
  }

  /** A table in, a new table out. */
  @Benchmark
  public float predictor() {
    return predictor.predict(table).column("probability").floatAt(0);
  }

  /** A table in, the answers into the caller's columns. */
  @Benchmark
  public float into() {
    predictor.predictInto(table, answers, CallOptions.defaults());
    return answers.get(0).floatAt(0);
  }

  /** A loop by hand into the pinned buffer. */
  @Benchmark
  public float byHand() {
    FloatBuffer inputs = raw.inputs();
    float[] a = columns[0];
    float[] b = columns[1];
    float[] c = columns[2];
    float[] d = columns[3];
    for (int row = 0; row < ROWS; row++) {
      int place = row * WIDTH;
      inputs.put(place, a[row]);
      inputs.put(place + 1, b[row]);
      inputs.put(place + 2, c[row]);
      inputs.put(place + 3, d[row]);
    }
    return pick();
  }

  /** A loop by hand into an array, which is copied into the pinned buffer as a whole. */
  @Benchmark
  public float byHandInBlocks() {
    float[] a = columns[0];
    float[] b = columns[1];
    float[] c = columns[2];
    float[] d = columns[3];
    for (int row = 0; row < ROWS; row++) {
      int place = row * WIDTH;
      block[place] = a[row];
      block[place + 1] = b[row];
      block[place + 2] = c[row];
      block[place + 3] = d[row];
    }
    raw.inputs().put(0, block);
    return pick();
  }

  private float pick() {
    FloatBuffer outputs = raw.pinned();
    for (int row = 0; row < ROWS; row++) {
      picked[row] = outputs.get(2 * row + 1);
    }
    return picked[0];
  }

  /** ONNX Runtime alone, on inputs that are there already. */
  @Benchmark
  public float runOnly() {
    return raw.pinned().get(1);
  }
}
