/**
 * What was downloaded: content by its digest, and which version of which server has which content.
 * Many processes use one cache at once, and any of them may end at any point.
 */
@NullMarked
package dev.slipway.registry.mlflow.internal.cache;

import org.jspecify.annotations.NullMarked;
