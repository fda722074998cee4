package dev.slipway.engine.tflite;

import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** The native library of this process. */
final class NativeLibrary {

  private NativeLibrary() {}

  /**
   * Starts the library if it has not been started.
   *
   * @param path the model that is to be loaded, for messages
   * @return the version that the library says it has
   */
  static String start(String path) {
    try {
      return Version.TEXT;
    } catch (LinkageError | RuntimeException e) {
      throw LoadFailure.failed(
          path,
          "TensorFlow Lite's native library does not start ("
              + rootMessage(e)
              + "), expected org.bytedeco:tensorflow-lite with this platform's classifier on the"
              + " class path (and a home or temporary directory that has room and allows programs,"
              + " or org.bytedeco.javacpp.cachedir)",
          e);
    }
  }

  /** Keeps the library from being loaded before somebody can catch what it throws. */
  private static final class Version {
    static final String TEXT = tensorflowlite.TfLiteVersion().getString();
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
