/** What only this module uses. */
@NullMarked
package dev.slipway.core.internal;

import org.jspecify.annotations.NullMarked;
