/** Variants of ONNX models for other engines and with smaller weights. For build time only. */
@NullMarked
package dev.slipway.convert;

import org.jspecify.annotations.NullMarked;
