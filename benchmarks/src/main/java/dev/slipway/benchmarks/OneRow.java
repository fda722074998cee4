package dev.slipway.benchmarks;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.TypedPredictor;
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

/** One row of the four-feature logistic model, through a predictor and by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OneRow {

  /** An input of the typed view. */
  public record Features(float a, float b, float c, float d) {}

  /** An answer of the typed view. */
  public record Answer(float probability) {}

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

  private Predictor predictor;
  private TypedPredictor<Features, Answer> typed;
  private RawRuntime raw;
  private Table row;
  private List<ColumnBuffer> answers;
  private Features features;

  /** Opens both and refuses to time answers that differ. */
  @Setup
  public void open() throws IOException {
    Path folder = Files.createTempDirectory("slipway-bench");
    Path model = OnnxFile.logistic().write(folder.resolve("model.onnx"));
    Files.writeString(folder.resolve("slipway.yaml"), YAML);
    predictor = Slipway.open(folder);
    typed = predictor.as(Features.class, Answer.class);
    raw = new RawRuntime(model, 1, 4, 2);
    row = Table.builder().floats("a", 1).floats("b", 2).floats("c", .5f).floats("d", .25f).build();
    answers = predictor.newAnswers();
    features = new Features(1, 2, .5f, .25f);
    float expected = rawFresh();
    if (predictor() != expected
        || into() != expected
        || typed() != expected
        || rawPinned() != expected) {
      throw new IllegalStateException("the paths give different answers");
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
    return predictor.predict(row).column("probability").floatAt(0);
  }

  /** A table in, the answer into the caller's columns. */
  @Benchmark
  public float into() {
    predictor.predictInto(row, answers, CallOptions.defaults());
    return answers.get(0).floatAt(0);
  }

  /** A record in, a record out. */
  @Benchmark
  public float typed() {
    return typed.predict(features).probability();
  }

  /** ONNX Runtime by hand, with new tensors at each call. */
  @Benchmark
  public float rawFresh() {
    FloatBuffer values = raw.inputs();
    fill(values);
    return raw.fresh(values, 1, 4, 1);
  }

  /** ONNX Runtime by hand, with tensors that stay in place. */
  @Benchmark
  public float rawPinned() {
    fill(raw.inputs());
    return raw.pinned().get(1);
  }

  private void fill(FloatBuffer values) {
    values.put(0, features.a()).put(1, features.b()).put(2, features.c()).put(3, features.d());
  }
}
