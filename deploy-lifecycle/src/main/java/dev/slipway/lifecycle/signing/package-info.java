/** Keys, and signing packages with them; who verifies signatures needs {@code dev.slipway.core}. */
@NullMarked
package dev.slipway.lifecycle.signing;

import org.jspecify.annotations.NullMarked;
