/** What runs benchmarks, keeps what they measured, and writes it down. */
@NullMarked
package dev.slipway.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
