/** Runs SavedModels on TensorFlow. */
@NullMarked
package dev.slipway.engine.tensorflow;

import org.jspecify.annotations.NullMarked;
