package dev.slipway.benchmarks;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.slipway.CallOptions;
import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import dev.slipway.core.Slipway;
import dev.slipway.testing.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Calls of about 100 µs each, from one thread and from two, on one predictor and by hand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TwoThreads {

  private static final int ROWS = 64;
  private static final int WIDTH = 512;

  /** The model, on one predictor for all threads. */
  @State(Scope.Benchmark)
  public static class Shared {
    private Path model;
    private Predictor predictor;
    private Table rows;

    /** Opens the model. */
    @Setup
    public void open() throws IOException {
      model = layers().write(Files.createTempDirectory("slipway-bench").resolve("layers.onnx"));
      predictor = Slipway.open(model);
      Tensor tensor = Tensor.of(Shape.of(ROWS, WIDTH), random(ROWS * WIDTH, 3));
      rows = Table.builder().column("x", Column.over(tensor)).build();
    }

    /** Closes the model. */
    @TearDown
    public void close() {
      predictor.close();
    }
  }

  /** What each thread has for itself. */
  @State(Scope.Thread)
  public static class Own {
    private List<ColumnBuffer> answers;
    private RawRuntime raw;

    /** Makes room for answers, and refuses to time answers that differ. */
    @Setup
    public void open(Shared shared) {
      answers = shared.predictor.newAnswers();
      raw = new RawRuntime(shared.model, ROWS, WIDTH, 1);
      raw.inputs().put(0, random(ROWS * WIDTH, 3));
      shared.predictor.predictInto(shared.rows, answers, CallOptions.defaults());
      for (int row = 0; row < ROWS; row++) {
        if (raw.pinned().get(row) != answers.get(0).floatAt(row)) {
          throw new IllegalStateException("the paths give different answers");
        }
      }
    }

    /** Closes this thread's session. */
    @TearDown
    public void close() {
      raw.close();
    }
  }

  private static OnnxFile layers() {
    return new OnnxFile()
        .input("x", DataType.FLOAT, OnnxFile.FREE, WIDTH)
        .output("y", DataType.FLOAT, OnnxFile.FREE, 1)
        .floats("w", List.of((long) WIDTH, 128L), random(WIDTH * 128, 1))
        .floats("v", List.of(128L, 1L), random(128, 2))
        .node("MatMul", List.of("x", "w"), List.of("h"))
        .node("Relu", List.of("h"), List.of("r"))
        .node("MatMul", List.of("r", "v"), List.of("s"))
        .node("Sigmoid", List.of("s"), List.of("y"));
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 16;
    }
    return values;
  }

  /** One thread on the predictor. */
  @Benchmark
  @Threads(1)
  public float predictorOneThread(Shared shared, Own own) {
    return predict(shared, own);
  }

  /** Two threads on one predictor. */
  @Benchmark
  @Threads(2)
  public float predictorTwoThreads(Shared shared, Own own) {
    return predict(shared, own);
  }

  private static float predict(Shared shared, Own own) {
    shared.predictor.predictInto(shared.rows, own.answers, CallOptions.defaults());
    return own.answers.get(0).floatAt(0);
  }

  /** One thread on a session of its own. */
  @Benchmark
  @Threads(1)
  public float rawOneThread(Own own) {
    return own.raw.pinned().get(0);
  }

  /** Two threads, each on a session of its own. */
  @Benchmark
  @Threads(2)
  public float rawTwoThreads(Own own) {
    return own.raw.pinned().get(0);
  }
}
