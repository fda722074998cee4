@NullMarked
package dev.slipway.batch.internal.score;

import org.jspecify.annotations.NullMarked;
