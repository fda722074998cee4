/** Zip archives: everything about one is checked before anything of it is written. */
@NullMarked
package dev.slipway.core.internal.pack.zip;

import org.jspecify.annotations.NullMarked;
