/** Whole tables from and to Parquet files. */
@NullMarked
package dev.slipway.batch.internal.table;

import org.jspecify.annotations.NullMarked;
