package dev.slipway.engine.onnx;

import ai.djl.engine.Engine;

/** Starts DJL's engine for ONNX. The only class that may be missing its libraries. */
final class DjlStart {

  static final String ENGINE = "OnnxRuntime";

  /** DJL's property that keeps this engine from starting another one beside it. */
  static final String NO_ALTERNATIVE = "ai.djl.onnx.disable_alternative";

  private DjlStart() {}

  /** Starts the engine with one thread a call, without downloads and telemetry. */
  static void start() {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.onnxruntime.num_threads", "1");
    setUnlessSet("ai.djl.onnxruntime.num_interop_threads", "1");
    Engine.getEngine(ENGINE);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
