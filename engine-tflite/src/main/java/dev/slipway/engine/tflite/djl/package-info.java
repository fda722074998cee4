/**
 * The engine {@code TFLite} of the Deep Java Library, on the same interpreters as Slipway's own.
 */
@NullMarked
package dev.slipway.engine.tflite.djl;

import org.jspecify.annotations.NullMarked;
