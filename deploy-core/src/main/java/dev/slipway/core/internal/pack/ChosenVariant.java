package dev.slipway.core.internal.pack;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.internal.pack.manifest.SlipwayManifest;
import dev.slipway.core.internal.pack.manifest.VariantDefinition;
import dev.slipway.spi.ModelFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the models of a package.
 *
 * @param name what it is opened by
 * @param format its format
 * @param path its main file
 * @param engine id of the engine that must run it
 * @param labels by output, the texts that it answers indexes of
 * @param parity how equal answers are, if stated
 * @param execution how it must be run, if stated
 * @param report path of what was measured when it was made
 */
public record ChosenVariant(
    String name,
    ModelFormat format,
    String path,
    Optional<String> engine,
    Map<String, List<String>> labels,
    Optional<Parity> parity,
    Optional<ExecutionRules> execution,
    Optional<String> report) {

  /** Returns the package's own model. */
  static ChosenVariant own(ArtefactChoice.Chosen model, SlipwayManifest manifest) {
    return new ChosenVariant(
        model.format().id(),
        model.format(),
        model.path(),
        manifest.engine(),
        Map.of(),
        manifest.parity(),
        manifest.execution(),
        Optional.empty());
  }

  /** Returns a variant. */
  static ChosenVariant of(
      VariantDefinition variant, ArtefactChoice.Chosen model, SlipwayManifest manifest) {
    return new ChosenVariant(
        variant.name(),
        model.format(),
        model.path(),
        variant.engine(),
        variant.labels(),
        variant.parity().or(manifest::parity),
        variant.execution(),
        variant.report());
  }

  /** Returns the same model under other rules. */
  ChosenVariant stating(Parity newParity, ExecutionRules newExecution) {
    return new ChosenVariant(
        name,
        format,
        path,
        engine,
        labels,
        Optional.of(newParity),
        Optional.of(newExecution),
        report);
  }
}
