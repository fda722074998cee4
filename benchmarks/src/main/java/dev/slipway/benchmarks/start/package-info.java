/** How long a process takes from its start to its first answer. */
@NullMarked
package dev.slipway.benchmarks.start;

import org.jspecify.annotations.NullMarked;
