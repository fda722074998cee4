/** Rows without an answer, in a file of their own. */
@NullMarked
package dev.slipway.batch.internal.rejects;

import org.jspecify.annotations.NullMarked;
