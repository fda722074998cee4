/** Opens model packages and predicts with them. */
@NullMarked
package dev.slipway.core;

import org.jspecify.annotations.NullMarked;
