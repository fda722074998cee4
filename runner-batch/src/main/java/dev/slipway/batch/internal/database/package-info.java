/**
 * DuckDB as this module uses it: a database of its own for every job, values to and from vectors.
 */
@NullMarked
package dev.slipway.batch.internal.database;

import org.jspecify.annotations.NullMarked;
