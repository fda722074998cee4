/** Batch jobs of seconds, each beside what a user would write by hand. */
@NullMarked
package dev.slipway.benchmarks.batch;

import org.jspecify.annotations.NullMarked;
