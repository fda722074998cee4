package dev.slipway.core;

/**
 * How far an output's answers were from those of rows alone.
 *
 * @param output its name
 * @param differingRows the most rows that differed in one pass over all of them; 0 if every bit was
 *     equal, the payload of NaN aside
 * @param absolute the largest difference of two numbers; infinite if one of them was no number
 * @param relative the largest difference as a share of the expected number
 * @param labelAgreement the smallest share of rows with equal values in one pass; 1 for floating
 *     outputs
 */
public record OutputDifference(
    String output, int differingRows, double absolute, double relative, double labelAgreement) {}
