@NullMarked
package dev.slipway.lifecycle.signing;

import org.jspecify.annotations.NullMarked;
