/** The ONNX project's own test data, run through the engine. */
@NullMarked
package dev.slipway.verification.onnx;

import org.jspecify.annotations.NullMarked;
