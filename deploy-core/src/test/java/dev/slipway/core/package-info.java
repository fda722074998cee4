/** Tests of packages and predictors on real models. */
@NullMarked
package dev.slipway.core;

import org.jspecify.annotations.NullMarked;
