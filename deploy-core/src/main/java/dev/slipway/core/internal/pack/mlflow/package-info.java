/** What MLflow writes: {@code MLmodel}, signatures, input examples, registry annotations. */
@NullMarked
package dev.slipway.core.internal.pack.mlflow;

import org.jspecify.annotations.NullMarked;
