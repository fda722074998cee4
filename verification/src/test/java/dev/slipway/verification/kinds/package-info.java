/** Models of each kind, packaged and answered in every way. */
@NullMarked
package dev.slipway.verification.kinds;

import org.jspecify.annotations.NullMarked;
