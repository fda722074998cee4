package dev.slipway.verification.variants;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.InvalidPackageException;
import dev.slipway.Parity;
import dev.slipway.Predictor;
import dev.slipway.Table;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.Slipway;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.ModelFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/**
 * What was seen of one variant on one engine.
 *
 * @param variant its name
 * @param engine the engine's id
 * @param stated what the package says of it
 * @param execution how the package says that it must be run
 * @param cells how far its answers were from those of the package's own model, in every way but
 *     those that the package refuses
 */
record VariantTrial(
    String variant,
    String engine,
    Parity stated,
    ExecutionRules execution,
    Map<Way, Deviation> cells) {

  /** Answers a package's rows by all its variants, each on every engine that runs its format. */
  static List<VariantTrial> of(Path model, Table rows) {
    List<VariantTrial> trials = new ArrayList<>();
    List<Table> expected;
    try (Predictor own = open(model, "onnx", "onnx", 1)) {
      expected =
          IntStream.range(0, rows.rows()).mapToObj(row -> own.predict(rows.slice(row, 1))).toList();
    }
    try (ModelPackage source = ModelPackage.read(model)) {
      for (String variant : source.variants()) {
        try (ModelPackage stating = ModelPackage.read(model, variant)) {
          for (String engine : engines(stating.artefact().format())) {
            trials.add(trial(model, stating, engine, new Question(rows, expected)));
          }
        }
      }
    }
    return trials;
  }

  /** What is asked, and what the package's own model answers. */
  private record Question(Table rows, List<Table> expected) {}

  /** Returns the ids of the engines on the class path that run a format. */
  private static List<String> engines(ModelFormat format) {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.supports(format))
        .map(EngineProvider::id)
        .sorted()
        .toList();
  }

  private static VariantTrial trial(
      Path model, ModelPackage stating, String engine, Question question) {
    Map<Way, Deviation> cells = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      if (isRefused(way, stating.execution())) {
        assertThatThrownBy(() -> open(model, stating.variant(), engine, way.intraOpThreads()))
            .isInstanceOf(InvalidPackageException.class)
            .hasMessageContaining("execution.intra-op");
        continue;
      }
      Deviation seen = new Deviation(question.expected(), stating.parity());
      try (Predictor predictor = open(model, stating.variant(), engine, way.intraOpThreads())) {
        way.run(new Answering(predictor, question.rows(), seen));
      }
      cells.put(way, seen);
    }
    return new VariantTrial(
        stating.variant(), engine, stating.parity(), stating.execution(), cells);
  }

  /** Returns whether a package refuses to be answered in a way, as its rules say. */
  static boolean isRefused(Way way, ExecutionRules rules) {
    return way == Way.THREADS && rules.intraOpThreads().equals(OptionalInt.of(1));
  }

  private static Predictor open(Path model, String variant, String engine, int intraOpThreads) {
    EngineOptions options = EngineOptions.defaults().withIntraOpThreads(intraOpThreads);
    return Slipway.builder()
        .variant(variant)
        .engine(engine)
        .executions(4)
        .engineOptions(
            variant.equals(VariantPackage.SAVED_MODEL)
                ? options.with("allow-savedmodel", "true")
                : options)
        .build()
        .openModel(model);
  }

  /** Returns the smallest share of equal labels in any way. */
  double labelAgreement() {
    return cells.values().stream().mapToDouble(Deviation::labelAgreement).min().orElseThrow();
  }
}
