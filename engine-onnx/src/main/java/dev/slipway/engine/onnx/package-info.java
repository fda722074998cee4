/** Runs ONNX models on ONNX Runtime. */
@NullMarked
package dev.slipway.engine.onnx;

import org.jspecify.annotations.NullMarked;
