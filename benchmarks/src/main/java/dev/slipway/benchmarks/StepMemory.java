package dev.slipway.benchmarks;

import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.core.Slipway;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
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
 * Each preprocessing step on 8,192 rows, within a call of a predictor whose model does not read
 * what the step makes: what the call allocates is the step's, beyond that of a call without steps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class StepMemory {

  /** What a call without steps is called. */
  public static final String NONE = "none";

  private static final int ROWS = 8192;
  private static final String PLAIN =
      """
      format: slipway/1
      model: model.onnx
      outputs:
        - {name: probability, from: probabilities, pick: 1}
      signature:
        inputs:
          - {name: a, type: float32}
          - {name: b, type: float32}
          - {name: c, type: float32}
          - {name: d, type: float32}
      """;
  private static final String WITH_STEP =
      PLAIN
          + """
                - {name: word, type: string}
                - {name: number, type: int64}
                - {name: time, type: datetime}
            features: [a, b, c, d]
            steps:
            """;

  /** The step. */
  @Param({
    NONE,
    "impute",
    "standardise",
    "min-max",
    "clip",
    "log1p",
    "power",
    "bucketise",
    "one-hot",
    "ordinal",
    "hash",
    "date-parts",
    "cyclical",
    "arithmetic",
    "normalise-text"
  })
  public String step;

  private Predictor predictor;
  private Table table;
  private List<ColumnBuffer> answers;

  /** Opens the package and refuses to time answers that the step changed. */
  @Setup
  public void open() throws IOException {
    Path folder = Files.createTempDirectory("slipway-bench");
    OnnxFile.logistic().write(folder.resolve("model.onnx"));
    table = table();
    Files.writeString(folder.resolve("slipway.yaml"), PLAIN);
    List<ColumnBuffer> expected;
    try (Predictor plain = Slipway.open(folder)) {
      expected = plain.newAnswers();
      plain.predictInto(table, expected, CallOptions.defaults());
    }
    if (!step.equals(NONE)) {
      Files.writeString(
          folder.resolve("slipway.yaml"), WITH_STEP + "  - {" + settings(step) + "}\n");
    }
    predictor = Slipway.open(folder);
    answers = predictor.newAnswers();
    predict();
    for (int row = 0; row < ROWS; row++) {
      if (answers.get(0).floatAt(row) != expected.get(0).floatAt(row)) {
        throw new IllegalStateException("the step changes the answer to row " + row);
      }
    }
  }

  private static String settings(String step) {
    String type = "type: " + step + ", ";
    return switch (step) {
      case "impute" -> type + "column: a, value: 1.5, into: x";
      case "standardise" -> type + "column: a, mean: 0.5, scale: 2, into: x";
      case "min-max" -> type + "column: a, min: 0, max: 3, into: x";
      case "clip" -> type + "column: a, min: 0, max: 3, into: x";
      case "log1p" -> type + "column: a, into: x";
      case "power" -> type + "column: a, lambda: 0.7, into: x";
      case "bucketise" -> type + "column: a, boundaries: [0.5, 1, 2], into: x";
      case "one-hot" -> type + "column: word, vocabulary: [ab, cd, ef], unknown: other, into: x";
      case "ordinal" -> type + "column: number, vocabulary: [1, 2, 3], unknown: value, into: x";
      case "hash" -> type + "column: word, buckets: 64, into: x";
      case "date-parts" -> type + "column: time, parts: [month, hour], into: [x, y]";
      case "cyclical" -> type + "column: a, period: 24, into: [x, y]";
      case "arithmetic" -> type + "operation: add, left: a, right: b, into: x";
      case "normalise-text" -> type + "column: word, apply: [trim, lower], into: x";
      default -> throw new IllegalArgumentException(step);
    };
  }

  private static Table table() {
    Table.Builder builder = Table.builder();
    for (char name = 'a'; name <= 'd'; name++) {
      float[] values = new float[ROWS];
      for (int row = 0; row < ROWS; row++) {
        values[row] = (float) Math.abs(Math.sin(row + name)) * 3;
      }
      builder.floats(String.valueOf(name), values);
    }
    String[] words = new String[ROWS];
    long[] numbers = new long[ROWS];
    ColumnBuffer times = new ColumnBuffer(ElementType.DATETIME, Shape.scalar());
    for (int row = 0; row < ROWS; row++) {
      words[row] = List.of("ab", "cd", " EF ", "gh").get(row % 4);
      numbers[row] = row % 5;
      times.addLong(row * 3_600_000_000L);
    }
    Column time = times;
    return builder.strings("word", words).longs("number", numbers).column("time", time).build();
  }

  /** Closes the package. */
  @TearDown
  public void close() {
    predictor.close();
  }

  /** A table in, the answers into the caller's columns. */
  @Benchmark
  public float predict() {
    predictor.predictInto(table, answers, CallOptions.defaults());
    return answers.get(0).floatAt(0);
  }
}
