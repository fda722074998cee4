/** Outputs that are there as a whole or not at all. */
@NullMarked
package dev.slipway.batch.internal.output;

import org.jspecify.annotations.NullMarked;
