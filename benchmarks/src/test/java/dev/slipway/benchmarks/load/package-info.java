@NullMarked
package dev.slipway.benchmarks.load;

import org.jspecify.annotations.NullMarked;
