package dev.slipway.core.internal.predict;

import dev.slipway.ElementType;
import dev.slipway.Shape;
import dev.slipway.Signature;

/** Which element types may stand where another is declared; docs/package-format.md, section 4.3. */
public final class TypeRules {

  private TypeRules() {}

  /**
   * Returns whether a caller's column may stand for a field of the signature.
   *
   * @param declared the field
   * @param actual the type of the caller's elements
   * @return for tensors whether the types are equal, for columns whether every value fits exactly
   *     by MLflow's rules
   */
  public static boolean accepts(Signature.Field declared, ElementType actual) {
    return declared.type() == actual
        || (declared.kind() == Signature.Kind.COLUMN && widens(actual, declared.type()));
  }

  /** Returns whether every value of one type is exactly a value of the other, by MLflow's rules. */
  static boolean widens(ElementType from, ElementType to) {
    if (from == to) {
      return true;
    }
    if (from.isInteger() && to.isInteger()) {
      return integerWidens(from, to);
    }
    if (from.isFloating() && to.isFloating()) {
      return from.byteWidth() < to.byteWidth();
    }
    return from.isInteger() && to == ElementType.FLOAT64 && from.byteWidth() <= 4;
  }

  private static boolean integerWidens(ElementType from, ElementType to) {
    if (from.isUnsigned() == to.isUnsigned()) {
      return from.byteWidth() < to.byteWidth();
    }
    return from.isUnsigned() && from.byteWidth() < to.byteWidth();
  }

  /**
   * Returns whether a column can be packed into a tensor. Beyond widening, numbers and booleans are
   * rounded into floating tensors, as MLflow's ONNX flavour casts a data frame.
   */
  static boolean packs(ElementType from, ElementType to) {
    boolean numeric = from.isInteger() || from.isFloating() || from == ElementType.BOOL;
    return widens(from, to) || (to.isFloating() && numeric);
  }

  /** Returns whether rows of one shape can be taken as rows of another. */
  static boolean fits(Shape declared, Shape actual) {
    return declared.accepts(actual)
        || (declared.isFixed() && declared.elements() == 1 && actual.elements() == 1)
        || (isFreeVector(declared) && actual.rank() == 0);
  }

  private static boolean isFreeVector(Shape shape) {
    return shape.rank() == 1 && shape.dimension(0) == Shape.FREE;
  }
}
