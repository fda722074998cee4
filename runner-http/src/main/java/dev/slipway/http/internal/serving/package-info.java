/** Serving without a transport: models by name, and calls to them. */
@NullMarked
package dev.slipway.http.internal.serving;

import org.jspecify.annotations.NullMarked;
