package dev.slipway.core.internal.pack;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Knows files that are no model by their first bytes, whatever their names say. */
final class ModelFileCheck {

  private static final int PICKLE_PROTOCOL = 0x80;
  private static final int NEWEST_PICKLE = 5;

  private ModelFileCheck() {}

  /**
   * Returns what a file is if it is no model.
   *
   * @param content from position 0
   * @return a fact that continues "{@code path} …", or nothing
   */
  static Optional<String> fault(ByteBuffer content) {
    if (content.remaining() == 0) {
      return Optional.of("is empty, expected a model");
    }
    if (isPickle(content)) {
      return Optional.of(
          "is a Python pickle (scikit-learn, joblib), which executes code when it is loaded,"
              + " expected a model (export it to ONNX)");
    }
    if (starts(content, 0x1f, 0x8b)
        || starts(content, 'Z', 'F')
        || starts(content, 0x78, 0x9c)
        || starts(content, 0x78, 0x01)
        || starts(content, 0x78, 0xda)) {
      return Optional.of("is a compressed file, expected a model (unpack it)");
    }
    if (starts(content, 'P', 'K', 3, 4)) {
      return Optional.of("is a zip archive (PyTorch, Keras, NumPy), expected a model");
    }
    if (starts(content, 0x89, 'H', 'D', 'F')) {
      return Optional.of("is an HDF5 file (Keras), expected a model (export it to ONNX)");
    }
    return Optional.empty();
  }

  private static boolean isPickle(ByteBuffer content) {
    return content.remaining() > 1
        && (content.get(0) & 0xFF) == PICKLE_PROTOCOL
        && content.get(1) >= 2
        && content.get(1) <= NEWEST_PICKLE;
  }

  private static boolean starts(ByteBuffer content, int... bytes) {
    if (content.remaining() < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((content.get(i) & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
