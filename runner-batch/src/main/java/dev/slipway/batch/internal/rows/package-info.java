/** Rows on their way through a predictor where no query of the database scores them: text files. */
@NullMarked
package dev.slipway.batch.internal.rows;

import org.jspecify.annotations.NullMarked;
