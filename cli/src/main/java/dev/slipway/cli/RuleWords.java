package dev.slipway.cli;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parity and execution rules in words. */
final class RuleWords {

  private RuleWords() {}

  static String of(Parity parity) {
    String level = Names.of(parity.level());
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

  /** Returns the restrictions; empty if the model may be run in any way. */
  static String of(ExecutionRules rules) {
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
