/** Small real models for the tests and benchmarks of all modules; never published. */
@NullMarked
package dev.slipway.testing;

import org.jspecify.annotations.NullMarked;
