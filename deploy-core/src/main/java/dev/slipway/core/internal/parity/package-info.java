/** Measures how equal a package's answers are, and which operator makes them differ. */
@NullMarked
package dev.slipway.core.internal.parity;

import org.jspecify.annotations.NullMarked;
