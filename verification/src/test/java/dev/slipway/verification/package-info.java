/** What must hold across modules: architecture, documentation, equal answers. */
@NullMarked
package dev.slipway.verification;

import org.jspecify.annotations.NullMarked;
