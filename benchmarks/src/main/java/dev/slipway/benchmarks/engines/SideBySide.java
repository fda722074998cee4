package dev.slipway.benchmarks.engines;

import dev.slipway.CallOptions;
import dev.slipway.ColumnBuffer;
import dev.slipway.Predictor;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.benchmarks.harness.ProcessMemory;
import dev.slipway.benchmarks.harness.Workload;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.Execution;
import dev.slipway.spi.LoadedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * One MLP by each of its variants, each in a process of its own: how long it takes from opening to
 * the first answer, one row, many rows, what is resident, and what a further execution adds.
 *
 * @param calls how many calls of one row are timed, after as many to warm up
 * @param executions how many further executions are opened
 */
public record SideBySide(int calls, int executions) implements Workload {

  private static final int MANY = 4_096;
  private static final int CALLS_OF_ONE = 64;
  private static final double KIBI = 1024;

  @Override
  public List<String> paths() {
    return List.of("onnx", "tflite", MlpPackage.SAVED_MODEL, "onnx-fp16", "onnx-int8");
  }

  /** A small heap, touched at once, so that what grows is native memory. */
  @Override
  public List<String> options() {
    return List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
  }

  @Override
  public void prepare(Path folder) throws IOException {
    MlpPackage.make(folder);
  }

  @Override
  public void compare(Path folder) throws IOException {
    Path made = MlpPackage.make(folder);
    Table rows = MlpPackage.rows(MANY);
    Table expected;
    try (Predictor own = open(made, "onnx")) {
      expected = own.predict(rows);
    }
    for (String path : paths()) {
      try (Predictor predictor = open(made, path)) {
        Table answers = predictor.predict(rows);
        double most = path.equals("onnx-int8") ? 0.1 : path.equals("onnx-fp16") ? 0.01 : 1e-4;
        for (int i = 0; i < 10 * MANY; i++) {
          double wanted = expected.column("scores").doubleAt(i);
          if (!(Math.abs(answers.column("scores").doubleAt(i) - wanted) <= most)) {
            throw new IllegalStateException(path + " gives different answers");
          }
        }
      }
    }
  }

  private static EngineOptions options(String variant) {
    EngineOptions defaults = EngineOptions.defaults();
    return variant.equals(MlpPackage.SAVED_MODEL)
        ? defaults.with("allow-savedmodel", "true")
        : defaults;
  }

  private static Predictor open(Path made, String variant) {
    return Slipway.builder()
        .variant(variant)
        .executions(1)
        .engineOptions(options(variant))
        .build()
        .openModel(made);
  }

  @Override
  public Map<String, Double> run(String path, Path folder) throws IOException {
    Path made = MlpPackage.make(folder);
    Table one = MlpPackage.rows(1);
    Map<String, Double> measured = new LinkedHashMap<>();
    long start = System.nanoTime();
    try (Predictor predictor = open(made, path)) {
      List<ColumnBuffer> answers = predictor.newAnswers();
      predictor.predictInto(one, answers, CallOptions.defaults());
      measured.put("ms", (System.nanoTime() - start) / 1e6);
      measured.put("ns", nanos(predictor, one, calls));
      double nanosOfMany =
          nanos(predictor, MlpPackage.rows(MANY), Math.max(1, calls / CALLS_OF_ONE));
      measured.put("ns/row", nanosOfMany / MANY);
      measured.put("MiB", ProcessMemory.residentMebibytes());
    }
    measureModel(made, path, measured);
    return measured;
  }

  private static double nanos(Predictor predictor, Table rows, int times) {
    List<ColumnBuffer> answers = predictor.newAnswers();
    long start = 0;
    for (int i = -times; i < times; i++) {
      start = i == 0 ? System.nanoTime() : start;
      predictor.predictInto(rows, answers, CallOptions.defaults());
    }
    return (double) (System.nanoTime() - start) / times;
  }

  /** Measures the file, and what executions add to the memory of the model. */
  private void measureModel(Path made, String path, Map<String, Double> measured)
      throws IOException {
    try (ModelPackage source = ModelPackage.read(made, path)) {
      measured.put("bytes", (double) source.artefact().content().remaining());
      EngineProvider engine =
          ServiceLoader.load(EngineProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(each -> each.isOwn(source.artefact().format()))
              .findFirst()
              .orElseThrow();
      try (LoadedModel model = engine.load(source.artefact(), options(path))) {
        List<Execution> open = new ArrayList<>();
        open.add(runOnce(model));
        double before = ProcessMemory.residentMebibytes();
        for (int i = 0; i < executions; i++) {
          open.add(runOnce(model));
        }
        double grown = ProcessMemory.residentMebibytes() - before;
        measured.put("KiB", Math.max(0, grown * KIBI / executions));
        open.forEach(Execution::close);
      }
    }
  }

  private static Execution runOnce(LoadedModel model) {
    Execution execution = model.newExecution();
    execution.input(0, Shape.of(1, 64));
    execution.run();
    return execution;
  }
}
