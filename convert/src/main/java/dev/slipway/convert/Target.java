package dev.slipway.convert;

import java.util.Arrays;
import java.util.Optional;

/** What a model can be converted to; the name is also that of the variant. */
public enum Target {
  /** A TFLite model. */
  TFLITE("tflite", "model.tflite"),
  /** The same ONNX graph with weights of 16 bits; all is computed in 32 bits. */
  ONNX_FP16("onnx-fp16", "model.onnx"),
  /** The same ONNX graph with weights of 8 bits, a scale for each channel. */
  ONNX_INT8("onnx-int8", "model.onnx");

  private final String id;
  private final String file;

  Target(String id, String file) {
    this.id = id;
    this.file = file;
  }

  /**
   * Returns the name.
   *
   * @return of the target and of the variant
   */
  public String id() {
    return id;
  }

  /** Returns the name of the file in a variant's folder. */
  String file() {
    return file;
  }

  /**
   * Finds a target.
   *
   * @param id its name
   * @return the target, if there is one of that name
   */
  public static Optional<Target> of(String id) {
    return Arrays.stream(values()).filter(target -> target.id.equals(id)).findFirst();
  }
}
