package dev.slipway.engine.tensorflow;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** What TensorFlow reads from the environment of the process, where nobody has set it. */
final class ProcessEnvironment {

  private static final int KEEP = 0;

  private ProcessEnvironment() {}

  /**
   * Sets what makes this engine keep its promises; before TensorFlow is loaded.
   *
   * @throws LinkageError if native code cannot be called here
   */
  static void prepare() {
    // Each session has its own threads; else the first one's number would count for all.
    set("TF_OVERRIDE_GLOBAL_THREADPOOL", "true");
    // Errors come as exceptions; what it logs beside them is not for the streams of an application.
    set("TF_CPP_MIN_LOG_LEVEL", "3");
    // Its kernels compute a row in the same way alone and in any batch; those without it do not.
    set("TF_ENABLE_ONEDNN_OPTS", "1");
  }

  private static void set(String name, String value) {
    if (!Platform.isWindows()) {
      NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {name, value, KEEP});
    }
  }
}
