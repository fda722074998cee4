/** Runs TFLite models on TensorFlow Lite, with inputs that stay in place between calls. */
@NullMarked
package dev.slipway.engine.tflite;

import org.jspecify.annotations.NullMarked;
