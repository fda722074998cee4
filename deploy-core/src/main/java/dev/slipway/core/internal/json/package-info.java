/** JSON below the public codec: limits and plain values. */
@NullMarked
package dev.slipway.core.internal.json;

import org.jspecify.annotations.NullMarked;
