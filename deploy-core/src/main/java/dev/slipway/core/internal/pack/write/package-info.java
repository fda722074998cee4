/** Writes packages: as a whole or not at all. */
@NullMarked
package dev.slipway.core.internal.pack.write;

import org.jspecify.annotations.NullMarked;
