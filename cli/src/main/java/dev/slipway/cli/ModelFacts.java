package dev.slipway.cli;

import dev.slipway.Model;
import dev.slipway.core.ModelPackage;
import java.util.List;

/**
 * What {@code inspect} shows.
 *
 * @param model as it was opened
 * @param source as it lies there
 * @param variants all models that the package holds, its own first
 * @param call how to call it
 */
record ModelFacts(Model model, ModelPackage source, List<VariantFacts> variants, ExampleCall call) {

  /** Returns the parity in words. */
  String parity() {
    return RuleWords.of(model.parity());
  }

  /** Returns how the model must be run, in words; empty if it may be run in any way. */
  String execution() {
    return RuleWords.of(source.execution());
  }
}
