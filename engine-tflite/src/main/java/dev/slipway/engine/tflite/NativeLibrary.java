package dev.slipway.engine.tflite;

import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** The native library of this process. */
final class NativeLibrary {

  private static final String MOST_RESIDENT = "org.bytedeco.javacpp.maxPhysicalBytes";

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
    static final String TEXT = version();

    /**
     * Starts JavaCPP, which would refuse its memory once the whole process is as big as it likes.
     */
    private static String version() {
      if (System.getProperty(MOST_RESIDENT) == null) {
        System.setProperty(MOST_RESIDENT, "0");
      }
      return tensorflowlite.TfLiteVersion().getString();
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
