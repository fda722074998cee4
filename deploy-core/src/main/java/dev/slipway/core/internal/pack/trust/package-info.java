/** Signature bundles of OpenSSF Model Signing: reading them, and checking them against a policy. */
@NullMarked
package dev.slipway.core.internal.pack.trust;

import org.jspecify.annotations.NullMarked;
