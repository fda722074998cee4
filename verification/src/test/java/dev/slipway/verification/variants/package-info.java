/** Equal answers across the variants of a model and the engines that run them. */
@NullMarked
package dev.slipway.verification.variants;

import org.jspecify.annotations.NullMarked;
