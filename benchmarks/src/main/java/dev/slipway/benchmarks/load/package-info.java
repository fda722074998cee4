/**
 * Load on a server: as much as it takes, or at a rate whose times of sending do not wait for it.
 */
@NullMarked
package dev.slipway.benchmarks.load;

import org.jspecify.annotations.NullMarked;
