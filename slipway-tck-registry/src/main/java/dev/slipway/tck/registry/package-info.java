/**
 * The tests that every registry passes: extend {@link dev.slipway.tck.registry.RegistryContract}.
 */
@NullMarked
package dev.slipway.tck.registry;

import org.jspecify.annotations.NullMarked;
