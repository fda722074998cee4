@NullMarked
package dev.slipway.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
