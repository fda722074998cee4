@NullMarked
package dev.slipway.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
