package dev.slipway.core.internal.pack.manifest;

import dev.slipway.Parity;
import dev.slipway.core.ExecutionRules;
import dev.slipway.core.internal.pack.yaml.KeyReader;
import dev.slipway.spi.EngineOptions;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code parity} and {@code execution}. */
final class RulesReader {

  private static final Pattern LEVEL = Pattern.compile("exact|tolerance|metric");
  private static final Pattern BATCH = Pattern.compile("any|single|fixed\\(([1-9][0-9]{0,8})\\)");

  /** Rows that a run is padded to; each costs memory and time in every call. */
  private static final int MOST_ROWS = 65_536;

  private RulesReader() {}

  static Optional<Parity> parity(KeyReader keys) {
    keys.missing("level", "exact, tolerance or metric");
    Optional<Parity.Level> level =
        keys.word("level", LEVEL, "exact, tolerance or metric")
            .map(word -> Parity.Level.valueOf(word.toUpperCase(Locale.ROOT)));
    double absolute = within(keys, "absolute", Double.MAX_VALUE, 0);
    double relative = within(keys, "relative", Double.MAX_VALUE, 0);
    double agreement = within(keys, "label-agreement", 1, 1);
    level.ifPresent(known -> check(keys, known, absolute + relative));
    keys.finish();
    return level.map(known -> new Parity(known, absolute, relative, agreement));
  }

  private static void check(KeyReader keys, Parity.Level level, double tolerance) {
    if (level == Parity.Level.TOLERANCE && tolerance == 0) {
      keys.problem("level", "is tolerance without one, expected absolute or relative above 0");
    }
    for (String key : new String[] {"absolute", "relative", "label-agreement"}) {
      if (level == Parity.Level.EXACT && keys.has(key)) {
        keys.problem(key, "stands with level exact, expected tolerance or metric (leave it out)");
      }
    }
  }

  private static double within(KeyReader keys, String key, double most, double defaultValue) {
    Optional<Double> number = keys.number(key);
    if (number.isPresent() && (number.get() < 0 || number.get() > most)) {
      String range = most == 1 ? "a number from 0 to 1" : "a finite number of at least 0";
      keys.problem(key, "is " + number.get() + ", expected " + range);
      return defaultValue;
    }
    return number.orElse(defaultValue);
  }

  static Optional<ExecutionRules> execution(KeyReader keys) {
    Optional<Integer> threads = keys.integer("intra-op", 1, EngineOptions.MOST_INTRA_OP_THREADS);
    int minRows = keys.integer("min-rows", 1, MOST_ROWS).orElse(1);
    String batch = keys.word("batch", BATCH, "any, single or fixed(n)").orElse("any");
    Matcher fixed = BATCH.matcher(batch);
    if (fixed.matches() && fixed.group(1) != null) {
      checkRows(keys, Integer.parseInt(fixed.group(1)));
    }
    keys.finish();
    if (minRows > 1 && !batch.equals("any")) {
      keys.problem("min-rows", "stands with batch " + batch + ", expected batch any");
      return Optional.empty();
    }
    return Optional.of(rules(threads, minRows, batch));
  }

  private static void checkRows(KeyReader keys, int rows) {
    if (rows > MOST_ROWS) {
      keys.problem("batch", "is " + rows + ", expected at most " + MOST_ROWS);
    }
  }

  private static ExecutionRules rules(Optional<Integer> threads, int minRows, String batch) {
    OptionalInt intraOp = threads.isPresent() ? OptionalInt.of(threads.get()) : OptionalInt.empty();
    Matcher fixed = BATCH.matcher(batch);
    if (fixed.matches() && fixed.group(1) != null) {
      int rows = Integer.parseInt(fixed.group(1));
      return new ExecutionRules(intraOp, 1, ExecutionRules.Batch.FIXED, rows);
    }
    return new ExecutionRules(
        intraOp,
        minRows,
        batch.equals("single") ? ExecutionRules.Batch.SINGLE : ExecutionRules.Batch.ANY,
        0);
  }
}
