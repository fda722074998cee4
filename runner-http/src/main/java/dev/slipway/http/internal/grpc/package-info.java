/** The gRPC face of the server: the same service behind the protocol's other transport. */
@NullMarked
package dev.slipway.http.internal.grpc;

import org.jspecify.annotations.NullMarked;
