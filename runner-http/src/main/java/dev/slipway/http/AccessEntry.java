package dev.slipway.http;

import java.time.Instant;

/**
 * A request that is over.
 *
 * @param time when it was over
 * @param protocol {@code http} or {@code grpc}
 * @param method of HTTP; of gRPC the name of the call
 * @param path of HTTP without its query; empty for gRPC
 * @param model the name that the caller used; empty if no model was asked
 * @param version the label of the version that was asked; empty if no model was asked
 * @param requestId what the caller calls it in the header {@code x-request-id} or in the protocol's
 *     {@code id}, else a text of ours that the answer's header tells, too
 * @param status of HTTP or gRPC; 499 or CANCELLED if the caller went before its answer
 * @param seconds from the head of the request to its answer
 */
public record AccessEntry(
    Instant time,
    String protocol,
    String method,
    String path,
    String model,
    String version,
    String requestId,
    int status,
    double seconds) {}
