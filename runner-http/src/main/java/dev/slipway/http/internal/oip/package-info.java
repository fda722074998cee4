/**
 * Open Inference Protocol v2 without a transport: requests and answers as tensors, their JSON and
 * binary forms, and how they become tables.
 */
@NullMarked
package dev.slipway.http.internal.oip;

import org.jspecify.annotations.NullMarked;
