/** Brings a version from a server into the cache. */
@NullMarked
package dev.slipway.registry.mlflow.internal.pull;

import org.jspecify.annotations.NullMarked;
