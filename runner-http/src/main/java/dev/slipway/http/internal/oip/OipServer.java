package dev.slipway.http.internal.oip;

import java.util.List;
import java.util.Optional;

/** What a server says of itself. */
public final class OipServer {

  /** Its name. */
  public static final String NAME = "slipway";

  /** What it can beyond the protocol. */
  public static final List<String> EXTENSIONS =
      List.of("binary_tensor_data", "schedule_policy", "statistics", "model_repository");

  private OipServer() {}

  /** Returns what the archive's manifest says; {@code unknown} outside of an archive. */
  public static String version() {
    return Optional.ofNullable(OipServer.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  /**
   * Returns the protocol's name of a model's format.
   *
   * @param variant of a package
   * @return as the protocol names it; TFLite, which it does not name, after the same pattern
   */
  public static String platform(String variant) {
    if (variant.startsWith("onnx")) {
      return "onnx_onnxv1";
    }
    return variant.startsWith("tflite") ? "tensorflowlite_tflite" : "tensorflow_savedmodel";
  }
}
