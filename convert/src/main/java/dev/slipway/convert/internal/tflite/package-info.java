/** Writes ONNX graphs as TFLite models. */
@NullMarked
package dev.slipway.convert.internal.tflite;

import org.jspecify.annotations.NullMarked;
