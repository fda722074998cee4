/** YAML as plain values with their places, read within limits. */
@NullMarked
package dev.slipway.core.internal.pack.yaml;

import org.jspecify.annotations.NullMarked;
