/**
 * Requests over the JDK's HTTP client that end in time, are repeated where that is safe, and show
 * their credentials to one server only.
 */
@NullMarked
package dev.slipway.registry.mlflow.internal.http;

import org.jspecify.annotations.NullMarked;
