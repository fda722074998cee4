/** What is counted, for Prometheus: by our own names, and by those of the field's dashboards. */
@NullMarked
package dev.slipway.http.internal.metrics;

import org.jspecify.annotations.NullMarked;
