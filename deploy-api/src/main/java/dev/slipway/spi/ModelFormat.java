package dev.slipway.spi;

/**
 * The format of a model artefact, open to engines that nobody here knows.
 *
 * @param id lower-case, {@code [a-z][a-z0-9-]*}
 */
public record ModelFormat(String id) {

  /** An ONNX graph, one protobuf file with external data beside it where it has such. */
  public static final ModelFormat ONNX = new ModelFormat("onnx");

  /** A TensorFlow Lite flatbuffer, one file. */
  public static final ModelFormat TFLITE = new ModelFormat("tflite");

  /** A TensorFlow SavedModel directory. */
  public static final ModelFormat SAVED_MODEL = new ModelFormat("savedmodel");

  /**
   * Checks the components.
   *
   * @param id see the record
   */
  public ModelFormat {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "format must be of lower-case letters, digits and dashes, but was '" + id + "'");
    }
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return id;
  }
}
