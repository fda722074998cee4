/** What both faces of the server, REST and gRPC, know of their connections. */
@NullMarked
package dev.slipway.http.internal.net;

import org.jspecify.annotations.NullMarked;
