@NullMarked
package dev.slipway.batch;

import org.jspecify.annotations.NullMarked;
