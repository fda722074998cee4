/**
 * Finds out whether a server speaks the Open Inference Protocol v2, by REST, with its binary tensor
 * extension, and by gRPC.
 */
@NullMarked
package dev.slipway.oip.conformance;

import org.jspecify.annotations.NullMarked;
