package dev.slipway.engine.tflite;

import dev.slipway.engine.tflite.EntryPoint.Numbers;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one model is to be run, each setting checked before native code is touched.
 *
 * @param threads that work on one call
 * @param signature which of the model's signatures, null for the only or usual one
 * @param numbers what callers see of quantised inputs and outputs
 * @param xnnpack whether XNNPACK runs what it can
 */
record Settings(int threads, @Nullable String signature, Numbers numbers, boolean xnnpack) {

  static final String SIGNATURE = "signature";
  static final String QUANTISED_NUMBERS = "quantised-numbers";
  static final String XNNPACK = "xnnpack";

  /** Every setting with the values it takes; none listed where it takes others. */
  private static final Map<String, List<String>> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(SIGNATURE, List.of());
    KNOWN.put(QUANTISED_NUMBERS, List.of("real", "raw"));
    KNOWN.put(XNNPACK, List.of("true", "false"));
  }

  static Settings of(String path, EngineOptions options) {
    List<String> problems = new ArrayList<>();
    options.settings().forEach((name, value) -> check(name, value, problems));
    if (!problems.isEmpty()) {
      throw LoadFailure.failed(path, String.join("; ", problems), null);
    }
    boolean raw = "raw".equals(options.settings().get(QUANTISED_NUMBERS));
    return new Settings(
        options.intraOpThreads(),
        options.settings().get(SIGNATURE),
        raw ? Numbers.RAW : Numbers.REAL,
        !"false".equals(options.settings().get(XNNPACK)));
  }

  private static void check(String name, String value, List<String> problems) {
    List<String> values = KNOWN.get(name);
    if (values == null) {
      problems.add(
          "there is no setting '%s' of the engine tflite, expected one of %s (did you mean '%s'?)"
              .formatted(
                  name,
                  String.join(", ", KNOWN.keySet()),
                  NearestWord.of(name, KNOWN.keySet()).orElseThrow()));
    } else if (!values.isEmpty() && !values.contains(value)) {
      problems.add(
          "setting '%s' is '%s', expected one of %s"
              .formatted(name, value, String.join(", ", values)));
    }
  }
}
