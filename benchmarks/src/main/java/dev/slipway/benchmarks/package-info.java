/** Speed beside limits and peers. */
@NullMarked
package dev.slipway.benchmarks;

import org.jspecify.annotations.NullMarked;
