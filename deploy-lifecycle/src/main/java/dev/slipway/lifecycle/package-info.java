/**
 * Registries: which versions of a model there are, which of them its aliases and stages mean, and
 * who changed that, when and why.
 *
 * <p>Applications open models by {@code models:/name@alias} through {@link
 * dev.slipway.core.Slipway}, which finds {@link dev.slipway.lifecycle.RegistryResolver} on the
 * class path. Whoever registers and promotes uses a {@link dev.slipway.lifecycle.Registry} from
 * {@link dev.slipway.lifecycle.Registries}. Authors of registries implement {@link
 * dev.slipway.lifecycle.Registry} and {@link dev.slipway.lifecycle.RegistryProvider}.
 */
@NullMarked
package dev.slipway.lifecycle;

import org.jspecify.annotations.NullMarked;
