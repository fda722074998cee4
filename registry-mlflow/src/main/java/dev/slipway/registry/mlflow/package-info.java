/**
 * MLflow's model registry, spoken to by its REST API: {@link
 * dev.slipway.registry.mlflow.MlflowRegistry}. docs/registry-mlflow.md says which endpoints are
 * used, what is cached, and what MLflow cannot do.
 */
@NullMarked
package dev.slipway.registry.mlflow;

import org.jspecify.annotations.NullMarked;
