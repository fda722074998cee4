/** A server that speaks MLflow's REST API, for tests over real sockets. */
@NullMarked
package dev.slipway.testing.mlflow;

import org.jspecify.annotations.NullMarked;
