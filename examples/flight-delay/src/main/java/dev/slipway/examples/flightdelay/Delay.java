package dev.slipway.examples.flightdelay;

/**
 * What the model expects of a flight.
 *
 * @param probability of an arrival more than 15 minutes after the scheduled time, 0 to 1
 * @param late whether that is probable enough to tell somebody
 */
public record Delay(float probability, boolean late) {}
