package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.Signature;
import dev.slipway.spi.Step;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** One operation on two columns, or on a column and a number. */
record ArithmeticStep(Operand left, Operand right, Rule rule, List<Signature.Field> outputs)
    implements Step {

  /**
   * One side of an operation.
   *
   * @param column the column, or an empty text for the number
   * @param value the number
   */
  record Operand(String column, double value) {

    private boolean isColumn() {
      return !column.isEmpty();
    }
  }

  /** What can be done. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    RATIO
  }

  /**
   * What is done.
   *
   * @param operation the operation
   * @param onZero what a ratio to 0 is
   */
  record Rule(Operation operation, double onZero) {

    /** Puts the result in the place of the left side. */
    private void apply(NumberColumn left, NumberColumn right) {
      switch (operation) {
        case ADD -> {
          for (int row = 0; row < left.rows(); row++) {
            left.set(row, left.at(row) + right.at(row));
          }
        }
        case SUBTRACT -> {
          for (int row = 0; row < left.rows(); row++) {
            left.set(row, left.at(row) - right.at(row));
          }
        }
        case MULTIPLY -> {
          for (int row = 0; row < left.rows(); row++) {
            left.set(row, left.at(row) * right.at(row));
          }
        }
        case DIVIDE -> {
          for (int row = 0; row < left.rows(); row++) {
            left.set(row, left.at(row) / right.at(row));
          }
        }
        case RATIO -> {
          for (int row = 0; row < left.rows(); row++) {
            left.set(row, ratio(left.at(row), right.at(row)));
          }
        }
      }
    }

    private double ratio(double left, double right) {
      return right == 0 && !Double.isNaN(left) ? onZero : left / right;
    }
  }

  @Override
  public List<String> inputs() {
    return Stream.of(left, right).filter(Operand::isColumn).map(Operand::column).toList();
  }

  @Override
  public Kernel newKernel() {
    return new BothSides();
  }

  private final class BothSides implements Kernel {

    private final NumberColumn leftValues = new NumberColumn();
    private final NumberColumn rightValues = new NumberColumn();
    private final List<Column> view = List.of(leftValues);

    @Override
    public List<Column> apply(List<Column> columns, ObjIntConsumer<String> rejections) {
      int rows = columns.get(0).rows();
      load(leftValues, left, columns.get(0), rows);
      load(rightValues, right, columns.get(columns.size() - 1), rows);
      rule.apply(leftValues, rightValues);
      return view;
    }

    private void load(NumberColumn target, Operand operand, Column column, int rows) {
      if (operand.isColumn()) {
        target.load(column);
        return;
      }
      target.reset(rows);
      for (int row = 0; row < rows; row++) {
        target.set(row, operand.value);
      }
    }
  }
}
