package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.spi.EngineOptions;
import dev.slipway.spi.NearestWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of one session, each checked before native code is touched. */
final class SessionSettings {

  static final String GRAPH_OPTIMIZATION = "graph-optimization";
  static final String CPU_ARENA = "cpu-arena";
  static final String MEMORY_PATTERN = "memory-pattern";
  static final String SPINNING = "spinning";
  static final String EXECUTION_PROVIDERS = "execution-providers";

  private static final List<String> SWITCH = List.of("true", "false");

  /** Every setting with the values it takes; none listed where it takes others. */
  private static final Map<String, List<String>> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(GRAPH_OPTIMIZATION, List.of("none", "basic", "extended", "layout", "all"));
    KNOWN.put(CPU_ARENA, SWITCH);
    KNOWN.put(MEMORY_PATTERN, SWITCH);
    KNOWN.put(SPINNING, SWITCH);
    KNOWN.put(EXECUTION_PROVIDERS, List.of());
  }

  private final int threads;
  private final Map<String, String> settings;

  private SessionSettings(int threads, Map<String, String> settings) {
    this.threads = threads;
    this.settings = settings;
  }

  /**
   * Checks options.
   *
   * @throws EngineException that names every unknown setting and every wrong value
   */
  static SessionSettings of(String path, EngineOptions options) {
    List<String> problems = new ArrayList<>();
    options.settings().forEach((name, value) -> check(name, value, problems));
    if (!problems.isEmpty()) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot load " + path + ": " + String.join("; ", problems),
          null);
    }
    return new SessionSettings(options.intraOpThreads(), options.settings());
  }

  private static void check(String name, String value, List<String> problems) {
    List<String> values = KNOWN.get(name);
    if (values == null) {
      problems.add(
          "there is no setting '%s' of the engine onnx, expected one of %s (did you mean '%s'?)"
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

  /** Returns new options of the runtime, which the caller closes. */
  SessionOptions toSessionOptions(String path) throws OrtException {
    SessionOptions options = new SessionOptions();
    try {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry(
          "session.intra_op.allow_spinning", isOn(SPINNING, "false") ? "1" : "0");
      options.setOptimizationLevel(level());
      options.setCPUArenaAllocator(isOn(CPU_ARENA, "true"));
      options.setMemoryPatternOptimization(isOn(MEMORY_PATTERN, "true"));
      ExecutionProviders.add(path, settings.getOrDefault(EXECUTION_PROVIDERS, "cpu"), options);
      return options;
    } catch (OrtException | RuntimeException e) {
      options.close();
      throw e;
    }
  }

  private boolean isOn(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise).equals("true");
  }

  private OptLevel level() {
    return switch (settings.getOrDefault(GRAPH_OPTIMIZATION, "all")) {
      case "none" -> OptLevel.NO_OPT;
      case "basic" -> OptLevel.BASIC_OPT;
      case "extended" -> OptLevel.EXTENDED_OPT;
      case "layout" -> OptLevel.LAYOUT_OPT;
      default -> OptLevel.ALL_OPT;
    };
  }
}
