/** A predictor as functions of a database, and the statement that uses them. */
@NullMarked
package dev.slipway.batch.internal.score;

import org.jspecify.annotations.NullMarked;
