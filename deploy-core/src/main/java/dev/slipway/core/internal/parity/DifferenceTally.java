package dev.slipway.core.internal.parity;

import dev.slipway.Parity;
import dev.slipway.Table;
import dev.slipway.core.OutputDifference;
import java.util.ArrayList;
import java.util.List;

/** How far answers are from those of the reference, output by output. Not thread-safe. */
final class DifferenceTally {

  private final List<String> names;
  private final Parity bound;
  private final List<OutputTally> outputs = new ArrayList<>();

  DifferenceTally(List<String> names, Parity bound) {
    this.names = names;
    this.bound = bound;
    names.forEach(name -> outputs.add(new OutputTally(name, bound)));
  }

  /** Returns an empty tally of the same outputs, for one pass over all rows. */
  DifferenceTally newPass() {
    return new DifferenceTally(names, bound);
  }

  /** Compares a row and returns whether all its outputs are equal. */
  boolean add(Table expected, int expectedRow, Table actual, int actualRow) {
    boolean equal = true;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      equal &=
          outputs.get(i).add(expected.column(name), expectedRow, actual.column(name), actualRow);
    }
    return equal;
  }

  void merge(DifferenceTally pass) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).merge(pass.outputs.get(i));
    }
  }

  boolean isExact() {
    return outputs.stream().allMatch(OutputTally::isExact);
  }

  boolean isWithinBound() {
    return outputs.stream().allMatch(OutputTally::isWithinBound);
  }

  List<OutputDifference> differences() {
    return outputs.stream().map(OutputTally::difference).toList();
  }

  /** Returns the tolerance that all that was seen is within, rounded up with room to spare. */
  Parity tolerance(Parity.Level level) {
    double absolute = outputs.stream().mapToDouble(OutputTally::absoluteBelowOne).max().orElse(0);
    double relative = outputs.stream().mapToDouble(OutputTally::relativeFromOne).max().orElse(0);
    double agreement =
        differences().stream().mapToDouble(OutputDifference::labelAgreement).min().orElse(1);
    return RoundedParity.of(level, absolute, relative, agreement);
  }
}
