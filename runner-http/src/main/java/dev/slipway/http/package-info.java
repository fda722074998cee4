/** Serves models by REST and gRPC: the Open Inference Protocol v2, and records by name. */
@NullMarked
package dev.slipway.http;

import org.jspecify.annotations.NullMarked;
