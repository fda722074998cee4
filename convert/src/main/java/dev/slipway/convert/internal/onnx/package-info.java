/** ONNX models as graphs of checked nodes, and their constants. */
@NullMarked
package dev.slipway.convert.internal.onnx;

import org.jspecify.annotations.NullMarked;
