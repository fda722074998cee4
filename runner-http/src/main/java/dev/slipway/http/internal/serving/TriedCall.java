package dev.slipway.http.internal.serving;

import dev.slipway.Prediction;
import dev.slipway.Table;
import java.util.Optional;

/**
 * A call that was made before any caller's, as an example for them.
 *
 * @param row what was asked: one row
 * @param prediction what the model answered; empty if it refused the row
 */
public record TriedCall(Table row, Optional<Prediction> prediction) {}
