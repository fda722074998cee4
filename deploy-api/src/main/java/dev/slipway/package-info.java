/**
 * One model package in, the same answers out of every deployment strategy: what an application
 * uses.
 *
 * <p>A {@link dev.slipway.Predictor} is a loaded model version: a {@link dev.slipway.Table} goes in
 * and a table comes out, or Java records through {@link dev.slipway.Predictor#as}. Every error is a
 * {@link dev.slipway.SlipwayException}.
 */
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
