package dev.slipway.registry.mlflow.internal.artifacts;

/**
 * How much a download may bring.
 *
 * @param files the most files
 * @param bytes the most bytes of all files together
 * @param depth the most folders above a file, and itself
 */
public record DownloadLimits(int files, long bytes, int depth) {}
