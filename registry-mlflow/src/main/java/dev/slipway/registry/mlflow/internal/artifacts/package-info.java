/** Where the files of a version lie, and how they come here: listed, checked, and downloaded. */
@NullMarked
package dev.slipway.registry.mlflow.internal.artifacts;

import org.jspecify.annotations.NullMarked;
