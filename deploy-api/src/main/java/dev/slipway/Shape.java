package dev.slipway;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a tensor, outermost first. A dimension of {@link #FREE} is decided by each
 * call. Immutable.
 */
public final class Shape {

  /** Marks a dimension that each call decides. */
  public static final long FREE = -1;

  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dimensions;

  /** The shape of one row once it was asked for; a race makes it twice, which does no harm. */
  private @Nullable Shape row;

  private Shape(long[] dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * Returns the shape with these dimensions.
   *
   * @param dimensions sizes, each at least 0 or {@link #FREE}; none for a scalar
   * @return the shape
   * @throws IllegalArgumentException if a size is below -1
   */
  public static Shape of(long... dimensions) {
    long[] copy = dimensions.clone();
    for (long dimension : copy) {
      checkDimension(dimension);
    }
    return copy.length == 0 ? SCALAR : new Shape(copy);
  }

  private static void checkDimension(long dimension) {
    if (dimension < FREE) {
      throw new IllegalArgumentException(
          "dimension must be -1 (free) or at least 0, but was " + dimension);
    }
  }

  /**
   * Returns the shape of a single value.
   *
   * @return the shape of rank 0
   */
  public static Shape scalar() {
    return SCALAR;
  }

  /**
   * Returns the number of dimensions.
   *
   * @return 0 for a scalar
   */
  public int rank() {
    return dimensions.length;
  }

  /**
   * Returns one dimension.
   *
   * @param axis from 0, outermost first
   * @return its size, or {@link #FREE}
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public long dimension(int axis) {
    return dimensions[axis];
  }

  /**
   * Returns whether no dimension is free.
   *
   * @return true where {@link #elements()} can be told
   */
  public boolean isFixed() {
    for (long dimension : dimensions) {
      if (dimension == FREE) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the dimensions, 1 for a scalar
   * @throws IllegalStateException if a dimension is free
   * @throws ArithmeticException if the product does not fit a {@code long}
   */
  public long elements() {
    if (!isFixed()) {
      throw new IllegalStateException("shape " + this + " has a free dimension");
    }
    long product = 1;
    for (long dimension : dimensions) {
      if (Math.multiplyHigh(product, dimension) != 0 || product * dimension < 0) {
        return elementsBeyondLong();
      }
      product *= dimension;
    }
    return product;
  }

  /** Decides for a product that overflowed, since a dimension of 0 may stand further on. */
  private long elementsBeyondLong() {
    for (long dimension : dimensions) {
      if (dimension == 0) {
        return 0;
      }
    }
    throw new ArithmeticException("shape " + this + " has more than 2^63 - 1 elements");
  }

  /**
   * Returns the shape of one row: this shape without its first dimension.
   *
   * @return the inner dimensions
   * @throws IllegalStateException if this is a scalar
   */
  public Shape row() {
    if (dimensions.length == 0) {
      throw new IllegalStateException("a scalar has no rows");
    }
    Shape known = row;
    if (known == null) {
      known = of(Arrays.copyOfRange(dimensions, 1, dimensions.length));
      row = known;
    }
    return known;
  }

  /**
   * Returns this shape with a row dimension put before its own.
   *
   * @param rows the number of rows, or {@link #FREE}
   * @return a shape of one rank more
   * @throws IllegalArgumentException if the number of rows is below -1
   */
  public Shape ofRows(long rows) {
    checkDimension(rows);
    long[] all = new long[dimensions.length + 1];
    all[0] = rows;
    System.arraycopy(dimensions, 0, all, 1, dimensions.length);
    return new Shape(all);
  }

  /**
   * Returns whether a tensor of the shape {@code actual} fits this shape.
   *
   * @param actual another shape
   * @return true if the ranks are equal and every dimension of this is equal or free
   */
  public boolean accepts(Shape actual) {
    if (actual.rank() != rank()) {
      return false;
    }
    for (int axis = 0; axis < dimensions.length; axis++) {
      if (dimensions[axis] != FREE && dimensions[axis] != actual.dimensions[axis]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the dimensions.
   *
   * @return a copy that the caller owns
   */
  public long[] toArray() {
    return dimensions.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** Returns the dimensions in brackets, as {@code [-1, 4]}. */
  @Override
  public String toString() {
    return Arrays.toString(dimensions);
  }
}
