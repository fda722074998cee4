package dev.slipway.core;

import dev.slipway.spi.Operator;
import java.util.Optional;

/**
 * What in a model makes answers differ.
 *
 * @param operator the first operator, in the order of the graph, whose result differs for a row
 *     that had another answer; empty if none could be singled out
 * @param explanation what was seen, or why no operator can be named, for people
 */
public record BlamedOperator(Optional<Operator> operator, String explanation) {

  /** Returns the explanation. */
  @Override
  public String toString() {
    return explanation;
  }
}
