/** One model on several engines, side by side. */
@NullMarked
package dev.slipway.benchmarks.engines;

import org.jspecify.annotations.NullMarked;
