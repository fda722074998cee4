package dev.slipway.examples.flightdelay;

import java.time.LocalDateTime;

/**
 * A flight that has just left the gate.
 *
 * @param date when it left, in the local time of the airport
 * @param distance how far it goes, in miles
 * @param origin the code of the airport that it left
 * @param destination the code of the airport that it goes to
 */
public record Flight(LocalDateTime date, long distance, String origin, String destination) {}
