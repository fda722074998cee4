package dev.slipway.engine.tensorflow;

import java.io.File;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.global.tensorflow;

/** The native library of this process. */
final class NativeRuntime {

  private static final String MOST_RESIDENT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private NativeRuntime() {}

  /**
   * Starts the library if it has not been started: it is unpacked, once for all processes of a
   * user, and loaded.
   *
   * @param path the model that is to be loaded, for messages
   * @return the version that the library says it has
   */
  static String start(String path) {
    try {
      return Started.VERSION;
    } catch (LinkageError | RuntimeException e) {
      throw LoadFailure.failed(
          path,
          "TensorFlow's native library does not start ("
              + rootMessage(e)
              + "), expected org.tensorflow:tensorflow-core-native with this platform's classifier"
              + " on the class path, and a home directory with 700 MB of room that allows programs"
              + " (another place: -Dorg.bytedeco.javacpp.cachedir=…)",
          e);
    }
  }

  /** Returns the folder where the library lies, for those who look for it by themselves. */
  static String folder() {
    return Started.FOLDER;
  }

  /** Keeps the library from being loaded before somebody can catch what it throws. */
  private static final class Started {

    static final String FOLDER = load();
    static final String VERSION = tensorflow.TF_Version().getString();

    /**
     * Loads it. JavaCPP would refuse memory once the whole process is as big as it likes.
     *
     * @return the folder
     */
    private static String load() {
      if (System.getProperty(MOST_RESIDENT) == null) {
        System.setProperty(MOST_RESIDENT, "0");
      }
      ProcessEnvironment.prepare();
      String file = Loader.load(tensorflow.class);
      String folder = file == null ? null : new File(file).getParent();
      return folder == null ? "" : folder;
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
