package dev.slipway.core.internal.parity;

import dev.slipway.Table;
import dev.slipway.core.RowSources;
import java.util.List;

/**
 * The rows of a measurement.
 *
 * @param groups rows of one shape each, the largest first; none is empty
 * @param sources where the rows came from, before any were left out for want of time
 */
record Sample(List<Table> groups, RowSources sources) {

  int rows() {
    return groups.stream().mapToInt(Table::rows).sum();
  }

  /** Returns about so many of the rows, of every group at least one. */
  Sample shrunk(int most) {
    if (rows() <= most) {
      return this;
    }
    double share = (double) most / rows();
    List<Table> fewer =
        groups.stream()
            .map(group -> RowSelection.spread(group, (int) Math.ceil(share * group.rows())))
            .toList();
    return new Sample(fewer, sources);
  }
}
