@NullMarked
package dev.slipway.batch.internal.database;

import org.jspecify.annotations.NullMarked;
