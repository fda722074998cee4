/** What authors of engines, preprocessing steps and model resolvers implement. */
@NullMarked
package dev.slipway.spi;

import org.jspecify.annotations.NullMarked;
