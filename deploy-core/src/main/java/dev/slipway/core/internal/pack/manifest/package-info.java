/** What {@code slipway.yaml} says. */
@NullMarked
package dev.slipway.core.internal.pack.manifest;

import org.jspecify.annotations.NullMarked;
