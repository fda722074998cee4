package dev.slipway.cli;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ModelPackage;
import dev.slipway.core.TrustPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the models that a package holds.
 *
 * @param name what it is opened by
 * @param format its format
 * @param file its main file, from the top of the package
 * @param parity how equal its answers are, as the package states
 * @param execution how it must be run
 * @param report what was measured when it was made, a JSON object
 */
record VariantFacts(
    String name,
    String format,
    String file,
    Parity parity,
    ExecutionRules execution,
    Optional<String> report) {

  /** Reads what a package says of all its models, its own first; loads none. */
  static List<VariantFacts> of(ModelPackage source, Path location, TrustPolicy policy) {
    List<VariantFacts> variants = new ArrayList<>();
    for (String name : source.variants()) {
      try (ModelPackage one = ModelPackage.read(location, name, policy)) {
        variants.add(
            new VariantFacts(
                name,
                one.artefact().format().id(),
                one.artefact().path(),
                one.parity(),
                one.execution(),
                one.report()));
      }
    }
    return variants;
  }
}
