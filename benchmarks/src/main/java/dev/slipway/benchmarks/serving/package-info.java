/** Servers of one model, ours and others, in processes of their own. */
@NullMarked
package dev.slipway.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
