package dev.slipway.core.internal.pack.write;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes parity and execution as they stand in {@code slipway.yaml}. */
final class StatedRules {

  private StatedRules() {}

  /** Returns the values of both keys, each in one line. */
  static Map<String, String> entries(Parity parity, ExecutionRules execution) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("parity", parity(parity));
    entries.put("execution", execution(execution));
    return entries;
  }

  /** Returns a parity in one line. */
  static String parity(Parity parity) {
    List<String> keys = new ArrayList<>();
    keys.add("level: " + parity.level().name().toLowerCase(Locale.ROOT));
    if (parity.absolute() > 0) {
      keys.add("absolute: " + number(parity.absolute()));
    }
    if (parity.relative() > 0) {
      keys.add("relative: " + number(parity.relative()));
    }
    if (parity.labelAgreement() < 1) {
      keys.add("label-agreement: " + number(parity.labelAgreement()));
    }
    return "{" + String.join(", ", keys) + "}";
  }

  /** Returns rules in one line. */
  static String execution(ExecutionRules rules) {
    List<String> keys = new ArrayList<>();
    rules.intraOpThreads().ifPresent(threads -> keys.add("intra-op: " + threads));
    switch (rules.batch()) {
      case ANY -> keys.add("batch: any, min-rows: " + rules.minRows());
      case SINGLE -> keys.add("batch: single");
      case FIXED -> keys.add("batch: fixed(" + rules.fixedRows() + ")");
    }
    return "{" + String.join(", ", keys) + "}";
  }

  private static String number(double value) {
    return Double.toString(value).replace('E', 'e');
  }
}
