/**
 * The preprocessing steps that Slipway brings; {@code docs/preprocessing.md} is their
 * specification.
 */
@NullMarked
package dev.slipway.core.internal.steps;

import org.jspecify.annotations.NullMarked;
