package dev.slipway.core;

/**
 * How far an output's answers by a variant are from those by the package's own model.
 *
 * @param output its name
 * @param differingRows how many rows differed in any bit
 * @param largest the largest difference of two numbers; infinite if one of them was no number
 * @param mean the mean difference over all numbers; likewise
 * @param relative the largest difference as a share of the expected number
 * @param labelAgreement the share of rows with equal values; 1 for floating outputs
 */
public record VariantDifference(
    String output,
    int differingRows,
    double largest,
    double mean,
    double relative,
    double labelAgreement) {}
