/**
 * What authors of engines, preprocessing steps and model resolvers implement, and a few parts that
 * several of them need.
 */
@NullMarked
package dev.slipway.spi;

import org.jspecify.annotations.NullMarked;
