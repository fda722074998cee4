/** The files of a package: which may be there, their digests, and verified reading and copying. */
@NullMarked
package dev.slipway.core.internal.pack.files;

import org.jspecify.annotations.NullMarked;
