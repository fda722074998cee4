/** Tables from JSON and to JSON, led by a signature. */
@NullMarked
package dev.slipway.core.json;

import org.jspecify.annotations.NullMarked;
