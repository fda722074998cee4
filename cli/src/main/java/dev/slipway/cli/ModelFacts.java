package dev.slipway.cli;

import dev.slipway.Model;
import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.ModelPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code inspect} shows.
 *
 * @param model as it was opened
 * @param source as it lies there
 * @param call how to call it
 */
record ModelFacts(Model model, ModelPackage source, ExampleCall call) {

  /** Returns the parity in words. */
  String parity() {
    Parity parity = model.parity();
    String level = parity.level().name().toLowerCase(Locale.ROOT);
    if (parity.level() == Parity.Level.EXACT) {
      return level + " (bit for bit)";
    }
    return String.format(
        Locale.ROOT,
        "%s (absolute %s, relative %s, equal labels %s)",
        level,
        parity.absolute(),
        parity.relative(),
        parity.labelAgreement());
  }

  /** Returns how the model must be run, in words; empty if it may be run in any way. */
  String execution() {
    ExecutionRules rules = source.execution();
    List<String> words = new ArrayList<>();
    rules.intraOpThreads().ifPresent(threads -> words.add("intra-op " + threads));
    if (rules.minRows() > 1) {
      words.add("at least " + rules.minRows() + " rows at a time");
    }
    if (rules.batch() == ExecutionRules.Batch.SINGLE) {
      words.add("one row at a time");
    }
    if (rules.batch() == ExecutionRules.Batch.FIXED) {
      words.add("always " + rules.fixedRows() + " rows at a time");
    }
    return String.join(", ", words);
  }
}
