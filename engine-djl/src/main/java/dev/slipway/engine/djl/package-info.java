/** Runs models on any engine of the Deep Java Library. */
@NullMarked
package dev.slipway.engine.djl;

import org.jspecify.annotations.NullMarked;
