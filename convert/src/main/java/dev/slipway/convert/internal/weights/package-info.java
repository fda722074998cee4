/** ONNX models with smaller weights. */
@NullMarked
package dev.slipway.convert.internal.weights;

import org.jspecify.annotations.NullMarked;
