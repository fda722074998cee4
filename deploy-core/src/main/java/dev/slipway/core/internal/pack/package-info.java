/** Reads model packages: files and digests, manifests, MLflow's part of them. Loads nothing. */
@NullMarked
package dev.slipway.core.internal.pack;

import org.jspecify.annotations.NullMarked;
