/** Input files: which they are, what is in them, and how their columns meet a signature. */
@NullMarked
package dev.slipway.batch.internal.input;

import org.jspecify.annotations.NullMarked;
