package dev.slipway.verification.mediapipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The models' files, where {@code .ci/run} puts them. */
final class FaceFiles {

  private static final Path FOLDER =
      Path.of(
          System.getProperty(
              "slipway.face-detection",
              System.getProperty("user.home") + "/.cache/slipway/face_detection-0.4.1657300184"));

  private FaceFiles() {}

  /**
   * Returns a model's file.
   *
   * @throws IllegalStateException if it is not there, or is another one
   */
  static Path file(FaceModel model) throws IOException {
    Path file = FOLDER.resolve(model.file());
    if (!Files.exists(file)) {
      throw new IllegalStateException("there is no " + file + " (.ci/run fetches it)");
    }
    String digest = digest(Files.readAllBytes(file));
    if (!digest.equals(model.sha256())) {
      throw new IllegalStateException(file + " has the digest " + digest + " (delete the folder)");
    }
    return file;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
