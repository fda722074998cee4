package dev.slipway.engine.tensorflow;

import dev.slipway.spi.EngineOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one model is to be run, each setting checked before native code is touched.
 *
 * @param threads that work on one operator
 * @param signature which of the model's signatures, null for the only or usual one
 * @param allowed whether a SavedModel may be loaded at all
 * @param operators that a model may run whatever they do
 */
record Settings(int threads, @Nullable String signature, boolean allowed, Set<String> operators) {

  static final String SIGNATURE = "signature";
  static final String ALLOW = "allow-savedmodel";
  static final String ALLOW_OPERATORS = "allow-operators";

  private static final List<String> NAMES = List.of(SIGNATURE, ALLOW, ALLOW_OPERATORS);
  private static final List<String> SWITCH = List.of("true", "false");

  static Settings of(String path, EngineOptions options) {
    Map<String, String> given = options.settings();
    List<String> problems = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .forEach(n -> unknown(n, problems));
    String allow = given.getOrDefault(ALLOW, "false");
    if (!SWITCH.contains(allow)) {
      problems.add("setting '%s' is '%s', expected true or false".formatted(ALLOW, allow));
    }
    Set<String> operators = operators(given.getOrDefault(ALLOW_OPERATORS, ""), problems);
    if (!problems.isEmpty()) {
      throw LoadFailure.failed(path, String.join("; ", problems), null);
    }
    return new Settings(
        options.intraOpThreads(), given.get(SIGNATURE), allow.equals("true"), operators);
  }

  private static void unknown(String name, List<String> problems) {
    problems.add(
        "there is no setting '%s' of the engine tensorflow, expected one of %s (did you mean '%s'?)"
            .formatted(name, String.join(", ", NAMES), NearestName.of(name, NAMES)));
  }

  private static Set<String> operators(String list, List<String> problems) {
    Set<String> operators = new LinkedHashSet<>();
    for (String part : list.split(",", -1)) {
      String name = part.strip();
      if (name.isEmpty()) {
        continue;
      }
      operators.add(name);
      if (Operators.find(name).isEmpty()) {
        problems.add(
            "setting '%s' has '%s', expected operators of TensorFlow (did you mean '%s'?)"
                .formatted(ALLOW_OPERATORS, name, NearestName.of(name, Operators.names())));
      }
    }
    return operators;
  }
}
