package dev.slipway.core.internal;

import dev.slipway.ElementType;
import java.util.Arrays;
import java.util.List;

/**
 * Which column types a caller may send for a column of the signature: MLflow's rule, by which no
 * value changes. Tensors are exact and do not come here.
 */
public final class TypeWidening {

  private TypeWidening() {}

  /**
   * Returns whether a column can be taken for one of the signature.
   *
   * @param given the type of the caller's column
   * @param declared the type that the signature states
   * @return true if they are equal or every value of {@code given} is exact in {@code declared} by
   *     MLflow's rule, which leaves out int64 to float64 and integers to float32
   */
  public static boolean allows(ElementType given, ElementType declared) {
    if (given == declared) {
      return true;
    }
    if (declared.isFloating()) {
      return given.isFloating()
          ? given.byteWidth() < declared.byteWidth()
          : given.isInteger() && declared == ElementType.FLOAT64 && given.byteWidth() <= 4;
    }
    return declared.isInteger()
        && given.isInteger()
        && given.byteWidth() < declared.byteWidth()
        && (given.isUnsigned() || !declared.isUnsigned());
  }

  /**
   * Returns all types that can be taken for a column of the signature.
   *
   * @param declared the type that the signature states
   * @return the declared type first
   */
  public static List<ElementType> accepted(ElementType declared) {
    List<ElementType> others =
        Arrays.stream(ElementType.values())
            .filter(t -> t != declared && allows(t, declared))
            .toList();
    return java.util.stream.Stream.concat(List.of(declared).stream(), others.stream()).toList();
  }
}
