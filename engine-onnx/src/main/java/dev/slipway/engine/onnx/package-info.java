/** Runs ONNX models on ONNX Runtime, with inputs and outputs that stay in place between calls. */
@NullMarked
package dev.slipway.engine.onnx;

import org.jspecify.annotations.NullMarked;
