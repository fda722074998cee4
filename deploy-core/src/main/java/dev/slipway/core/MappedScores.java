package dev.slipway.core;

import dev.slipway.Signature;
import dev.slipway.core.internal.pack.write.StatedVariant;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.EngineProvider;
import dev.slipway.spi.LoadedModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the map of a classifier's scores, from class to score, as columns of the answer: a model
 * that gives maps is run so that it gives the scores by themselves.
 */
final class MappedScores {

  /** More columns than this are no answer that people read. */
  private static final int MOST = 100;

  private final List<String> columns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private boolean mapped;

  private MappedScores() {}

  /** Returns the value of {@code outputs} in one line, if the model has such maps. */
  static Optional<String> of(ModelPackage source, EngineProvider engine) {
    try (LoadedModel model = engine.load(source.artefact(), EngineOptions.defaults())) {
      MappedScores scores = new MappedScores();
      List<Signature.Field> outputs = model.signature().outputs();
      for (int i = 0; i < outputs.size(); i++) {
        scores.add(outputs.get(i), model.labels(i));
      }
      boolean distinct = new HashSet<>(scores.names).size() == scores.names.size();
      return scores.mapped && distinct && scores.names.size() <= MOST
          ? Optional.of("[" + String.join(", ", scores.columns) + "]")
          : Optional.empty();
    }
  }

  private void add(Signature.Field output, List<String> labels) {
    if (!output.type().isFloating() || labels.isEmpty()) {
      column(output.name(), output.name(), "");
      return;
    }
    mapped = true;
    for (int place = 0; place < labels.size(); place++) {
      column(output.name() + "_" + labels.get(place), output.name(), ", pick: " + place);
    }
  }

  private void column(String name, String from, String rest) {
    names.add(name);
    columns.add("{name: " + quoted(name) + ", from: " + quoted(from) + rest + "}");
  }

  private static String quoted(String text) {
    return StatedVariant.quoted(text);
  }
}
