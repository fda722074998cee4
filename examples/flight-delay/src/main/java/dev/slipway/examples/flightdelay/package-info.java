/** A flight delay model, from training to predictions. */
@NullMarked
package dev.slipway.examples.flightdelay;

import org.jspecify.annotations.NullMarked;
