/** The straight line from a table of inputs to a table of answers, the same in every strategy. */
@NullMarked
package dev.slipway.core.internal.predict;

import org.jspecify.annotations.NullMarked;
