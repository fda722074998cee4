/** What is written down of requests. */
@NullMarked
package dev.slipway.http.internal.log;

import org.jspecify.annotations.NullMarked;
