/** The description of a server's own endpoints, made from the signatures of its models. */
@NullMarked
package dev.slipway.http.internal.openapi;

import org.jspecify.annotations.NullMarked;
