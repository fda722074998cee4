/** The contract that every engine is tested by. */
@NullMarked
package dev.slipway.tck;

import org.jspecify.annotations.NullMarked;
