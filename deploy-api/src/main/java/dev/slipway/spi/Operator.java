package dev.slipway.spi;

import java.util.List;

/**
 * An operator in a model's graph.
 *
 * @param type the operator's type as the format names it, such as {@code Gemm}; with its domain
 *     before a {@code :} where that is not the format's default
 * @param name the node's name; empty if it has none
 * @param results the names of what it computes, without those left out
 */
public record Operator(String type, String name, List<String> results) {

  /**
   * Copies the list.
   *
   * @param type see the record
   * @param name see the record
   * @param results see the record
   */
  public Operator {
    results = List.copyOf(results);
  }

  /** Returns the type and, if there is one, the name: {@code Gemm 'dense_1'}. */
  @Override
  public String toString() {
    return name.isEmpty() ? type : type + " '" + name + "'";
  }
}
