package dev.slipway.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The native runtime of this process. It has one environment, which whoever comes first creates;
 * DJL's engine works only if that was DJL, so DJL goes first where it is on the class path.
 */
final class OrtRuntime {

  private static final String DJL_ENGINE = "ai.djl.onnxruntime.engine.OrtEngine";

  /** What kept DJL's engine from starting, null if nothing did or it is absent. */
  private static final @Nullable String DJL_FAILURE = startDjl();

  private OrtRuntime() {}

  /**
   * Returns the environment.
   *
   * @param path the model that is to be loaded, for messages
   */
  static OrtEnvironment environment(String path) {
    try {
      return Environment.get();
    } catch (LinkageError | RuntimeException e) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot load "
              + path
              + ": ONNX Runtime's native library does not start ("
              + rootMessage(e)
              + "), expected a platform that its jar has libraries for (and a temporary directory"
              + " that has room and allows programs, or onnxruntime.native.path)",
          e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Returns what kept DJL's engine from starting, null if nothing did or it is absent. */
  static @Nullable String djlFailure() {
    return DJL_FAILURE;
  }

  private static @Nullable String startDjl() {
    try {
      Class.forName(DJL_ENGINE, false, OrtRuntime.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
    try {
      DjlStart.start();
      return null;
    } catch (LinkageError | RuntimeException e) {
      return rootMessage(e);
    }
  }

  /** Keeps the runtime's classes from being loaded before DJL had its turn. */
  private static final class Environment {
    static OrtEnvironment get() {
      return OrtEnvironment.getEnvironment();
    }
  }
}
