/** Tests of conversion, against ONNX Runtime and TensorFlow Lite themselves. */
@NullMarked
package dev.slipway.convert;

import org.jspecify.annotations.NullMarked;
