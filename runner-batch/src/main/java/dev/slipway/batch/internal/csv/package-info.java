/** CSV as RFC 4180 has it, with a header. */
@NullMarked
package dev.slipway.batch.internal.csv;

import org.jspecify.annotations.NullMarked;
