package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a session's operators may run on, by the names that settings use. */
final class ExecutionProviders {

  private interface Adder {
    void addTo(SessionOptions options) throws OrtException;
  }

  private static final Map<OrtProvider, Adder> ADDERS = new LinkedHashMap<>();

  static {
    ADDERS.put(OrtProvider.CPU, options -> {});
    ADDERS.put(OrtProvider.CUDA, SessionOptions::addCUDA);
    ADDERS.put(OrtProvider.TENSOR_RT, options -> options.addTensorrt(0));
    ADDERS.put(OrtProvider.CORE_ML, options -> options.addCoreML(Map.of()));
    ADDERS.put(OrtProvider.DIRECT_ML, options -> options.addDirectML(0));
    ADDERS.put(OrtProvider.DNNL, options -> options.addDnnl(true));
    ADDERS.put(OrtProvider.OPEN_VINO, options -> options.addOpenVINO(""));
    ADDERS.put(OrtProvider.XNNPACK, options -> options.addXnnpack(Map.of()));
  }

  private ExecutionProviders() {}

  /** Adds the providers of a comma-separated list, in its order. */
  static void add(String path, String names, SessionOptions options) throws OrtException {
    for (String name : names.split(",", -1)) {
      Adder adder = available().get(name.strip());
      if (adder == null) {
        throw new EngineException(
            ErrorCode.ENGINE_FAILURE,
            "Cannot load %s: execution provider '%s' is not in this ONNX Runtime, expected one of %s (another build of ONNX Runtime may have it)"
                .formatted(path, name.strip(), String.join(", ", new TreeSet<>(names()))),
            null);
      }
      adder.addTo(options);
    }
  }

  private static Set<String> names() {
    return available().keySet();
  }

  private static Map<String, Adder> available() {
    Map<String, Adder> available = new LinkedHashMap<>();
    Set<OrtProvider> built = OrtEnvironment.getAvailableProviders();
    ADDERS.forEach(
        (provider, adder) -> {
          if (built.contains(provider)) {
            available.put(provider.name().toLowerCase(Locale.ROOT).replace("_", ""), adder);
          }
        });
    return available;
  }
}
