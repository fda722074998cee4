package dev.slipway.benchmarks;

import dev.slipway.benchmarks.batch.FlightScoring;
import dev.slipway.benchmarks.batch.OneOutput;
import dev.slipway.benchmarks.batch.PeakMemory;
import dev.slipway.benchmarks.batch.ThreeOutputs;
import dev.slipway.benchmarks.engines.SideBySide;
import dev.slipway.benchmarks.harness.Comparison;
import dev.slipway.benchmarks.harness.Goal;
import dev.slipway.benchmarks.harness.Subject;
import dev.slipway.benchmarks.harness.Subject.Micro;
import dev.slipway.benchmarks.harness.Subject.Turns;
import dev.slipway.benchmarks.serving.ServingSubjects;
import dev.slipway.benchmarks.start.ColdStart;
import java.util.ArrayList;
import java.util.List;

/** All benchmarks, and what their figures are held to. */
final class Catalogue {

  private static final long BATCH_ROWS = 10_000_000;
  private static final String BYTES = "bytes";
  private static final String SECONDS = "s";

  private Catalogue() {}

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>(inProcess());
    subjects.addAll(ServingSubjects.all());
    return subjects;
  }

  private static List<Subject> inProcess() {
    return List.of(
        oneRow(),
        manyRows(),
        stepMemory(),
        twoThreads(),
        tflite(),
        tensorflow(),
        sideBySide(),
        threeOutputs(),
        oneOutput(),
        memory(),
        flights(),
        coldStart());
  }

  private static Subject oneRow() {
    String fresh = "rawFresh";
    String pinned = "rawPinned";
    return new Subject(
        "one-row",
        "one row of the four-feature logistic model, beside ONNX Runtime by hand with fresh"
            + " tensors and with pinned ones",
        new Micro(OneRow.class),
        List.of(
            nanos("table in and out, beside fresh", "predictor", fresh, Goal.ratioAtMost(1)),
            nanos("table in and out, beside pinned", "predictor", pinned, Goal.ratioAtMost(1.3)),
            nanos(
                "into the caller's columns, beside pinned", "into", pinned, Goal.ratioAtMost(1.3)),
            nanos("records in and out, beside pinned", "typed", pinned, Goal.ratioAtMost(1.3)),
            allocated("table in and out", "predictor", pinned, Goal.moreAtMost(400)),
            allocated("into the caller's columns", "into", pinned, Goal.moreAtMost(400)),
            allocated("records in and out", "typed", pinned, Goal.moreAtMost(400))));
  }

  private static Subject manyRows() {
    String hand = "byHandInBlocks";
    return new Subject(
        "many-rows",
        "8,192 rows of the same model, beside loops by hand that pack the same four columns into a"
            + " pinned buffer, run ONNX Runtime and take one output",
        new Micro(ManyRows.class),
        List.of(
            nanos(
                "into the caller's columns, beside a loop",
                "into",
                "byHand",
                Goal.ratioAtMost(1.2)),
            nanos(
                "into the caller's columns, beside the faster loop by way of an array",
                "into",
                hand,
                Goal.ratioAtMost(1.2)),
            nanos("table in and out, beside the same", "predictor", hand, Goal.none()),
            nanos("ONNX Runtime alone, beside the same", "runOnly", hand, Goal.none()),
            allocated("into the caller's columns", "into", hand, Goal.moreAtMost(400))));
  }

  private static Subject stepMemory() {
    List<String> steps =
        List.of(
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
            "normalise-text");
    return new Subject(
        "step-memory",
        "what each preprocessing step allocates in a call of 8,192 rows (a byte a row is 8,192),"
            + " beside a call without steps",
        new Micro(StepMemory.class),
        steps.stream()
            .map(
                step ->
                    allocated(
                        "`" + step + "`",
                        "predict " + step,
                        "predict " + StepMemory.NONE,
                        Goal.moreAtMost(8192)))
            .toList());
  }

  private static Subject twoThreads() {
    return new Subject(
        "two-threads",
        "calls of about 50 µs from one and from two threads on one predictor, beside ONNX Runtime"
            + " by hand with a session for each thread; nanoseconds of one call in one thread",
        new Micro(TwoThreads.class),
        List.of(
            nanos("one thread", "predictorOneThread", "rawOneThread", Goal.none()),
            nanos("two threads", "predictorTwoThreads", "rawTwoThreads", Goal.none())));
  }

  private static Subject tflite() {
    return new Subject(
        "tflite",
        "1 and 1,024 rows of the same model on TensorFlow Lite, beside the bare interpreter",
        new Micro(TfliteOneRow.class),
        List.of(
            nanos("one row, an execution", "execution 1", "byHand 1", Goal.ratioAtMost(3)),
            nanos("one row, a predictor", "predictor 1", "byHand 1", Goal.ratioAtMost(3)),
            nanos(
                "1,024 rows, an execution", "execution 1024", "byHand 1024", Goal.ratioAtMost(1.2)),
            nanos(
                "1,024 rows, a predictor, beside columns packed by hand",
                "predictor 1024",
                "byHandFromColumns 1024",
                Goal.ratioAtMost(1.2))));
  }

  private static Subject tensorflow() {
    return new Subject(
        "tensorflow",
        "1 and 1,024 rows of the same model on TensorFlow, beside DJL's own model and predictor",
        new Micro(TensorflowOneRow.class),
        List.of(
            nanos("one row, an execution", "execution 1", "djl 1", Goal.ratioAtMost(1.1)),
            nanos("one row, a predictor", "predictor 1", "djl 1", Goal.ratioAtMost(1.1)),
            nanos("1,024 rows, an execution", "execution 1024", "djl 1024", Goal.ratioAtMost(1.1)),
            nanos("1,024 rows, a predictor", "predictor 1024", "djl 1024", Goal.ratioAtMost(1.1))));
  }

  private static Subject sideBySide() {
    List<Comparison> lines = new ArrayList<>();
    String onnx = "onnx";
    for (String variant : List.of("tflite", "savedmodel")) {
      lines.add(nanos("one row, " + variant, variant, onnx, Goal.none()));
      lines.add(new Comparison("4,096 rows, " + variant, variant, onnx, "ns/row", Goal.none()));
      lines.add(new Comparison("resident, " + variant, variant, onnx, "MiB", Goal.none()));
      lines.add(
          new Comparison(
              "from opening to the first answer, " + variant, variant, onnx, "ms", Goal.none()));
    }
    for (String variant : List.of(onnx, "tflite", "savedmodel")) {
      lines.add(
          Comparison.alone("resident size of a further execution", variant, "KiB", Goal.none()));
    }
    for (String variant : List.of("onnx-fp16", "onnx-int8")) {
      Goal goal = variant.equals("onnx-int8") ? Goal.ratioAtMost(0.3) : Goal.none();
      lines.add(new Comparison("size of the model, " + variant, variant, onnx, BYTES, goal));
      lines.add(nanos("one row, " + variant, variant, onnx, Goal.none()));
    }
    return new Subject(
        "engines",
        "an MLP, 64-256-256-10, as a package with all its variants, each through a predictor of"
            + " one execution in a process of its own, beside the ONNX model",
        new Turns(() -> new SideBySide(20_000, 32), 3),
        lines);
  }

  private static Subject threeOutputs() {
    return new Subject(
        "batch-three-outputs",
        "a batch job of 10 M rows: four float features into two floats, a label and the"
            + " provenance columns, beside DuckDB copying the input with native expressions of the"
            + " same columns, and beside a DuckDB function in Java by hand",
        new Turns(() -> new ThreeOutputs(BATCH_ROWS), 5),
        List.of(
            seconds("beside native expressions", "slipway", "native", Goal.ratioAtMost(1.8)),
            seconds("beside a function by hand", "slipway", "function", Goal.speedAtLeast(0.9))));
  }

  private static Subject oneOutput() {
    return new Subject(
        "batch-one-output",
        "a batch job of 10 M rows: four float features into one float, beside DuckDB copying the"
            + " input",
        new Turns(() -> new OneOutput(BATCH_ROWS), 5),
        List.of(seconds("beside the bare copy", "slipway", "copy", Goal.ratioAtMost(2))));
  }

  private static Subject memory() {
    return new Subject(
        "batch-memory",
        "the peak resident memory of a batch job's process, three outputs, a heap of at most"
            + " 128 MiB: 50 M rows beside 1 M and 10 M",
        new Turns(() -> new PeakMemory(1_000_000, BATCH_ROWS, 50_000_000), 1),
        List.of(
            new Comparison(
                "50 M rows beside 1 M", "50000000", "1000000", "MiB", Goal.ratioAtMost(1.1)),
            new Comparison(
                "50 M rows beside 10 M", "50000000", "10000000", "MiB", Goal.ratioAtMost(1.1))));
  }

  private static Subject flights() {
    return new Subject(
        "flights",
        "the flight delay package with its steps (140 features) on 3 M flights, beside the same"
            + " features as expressions of DuckDB SQL and ONNX Runtime by hand",
        new Turns(FlightScoring::fromEnvironment, 3),
        List.of(
            seconds("seconds", "slipway", "sql", Goal.ratioAtMost(1.3)),
            Comparison.alone("a batch job", "slipway", "rows/s", Goal.none()),
            Comparison.alone("by hand", "sql", "rows/s", Goal.none())));
  }

  private static Subject coldStart() {
    return new Subject(
        "cold-start",
        "`./slipway predict` of one row in CSV, process start to end, beside the shortest Java"
            + " program that calls ONNX Runtime, with the library in its jar and unpacked before",
        new Turns(ColdStart::ofLauncher, 3),
        List.of(
            new Comparison("beside a bare start", "predict", "bare", "ms", Goal.none()),
            new Comparison(
                "beside a bare start, library unpacked",
                "predict",
                "bare-unpacked",
                "ms",
                Goal.none())));
  }

  private static Comparison nanos(String text, String path, String beside, Goal goal) {
    return new Comparison(text, path, beside, "ns", goal);
  }

  private static Comparison seconds(String text, String path, String beside, Goal goal) {
    return new Comparison(text, path, beside, SECONDS, goal);
  }

  private static Comparison allocated(String text, String path, String beside, Goal goal) {
    return new Comparison("allocated: " + text, path, beside, BYTES, goal);
  }
}
