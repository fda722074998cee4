package dev.slipway.http;

import dev.slipway.ModelVersion;
import java.time.Instant;

/**
 * A prediction that was asked for and is over.
 *
 * @param time when it was over
 * @param requestId as in {@link AccessEntry#requestId}
 * @param model the name that the caller used
 * @param version name, version and digest of what was asked
 * @param rows how many rows; 0 if the request could not be read
 * @param outcome {@code answered}, or the code of the error
 */
public record AuditEntry(
    Instant time, String requestId, String model, ModelVersion version, int rows, String outcome) {}
