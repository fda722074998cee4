/** MLflow's REST API: its endpoints, what is sent to them, and what they answer. */
@NullMarked
package dev.slipway.registry.mlflow.internal.rest;

import org.jspecify.annotations.NullMarked;
