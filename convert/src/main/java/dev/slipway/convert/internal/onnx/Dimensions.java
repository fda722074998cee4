package dev.slipway.convert.internal.onnx;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor. A negative one depends on the batch: -k is k times the number of rows
 * of a call. Immutable.
 */
public final class Dimensions {

  /** The most elements of one row; a model with more is damaged or of no use here. */
  public static final long MOST_ELEMENTS = 1L << 26;

  private static final long LARGEST = Integer.MAX_VALUE;

  private final long[] sizes;

  private Dimensions(long[] sizes) {
    this.sizes = sizes;
  }

  /**
   * Returns dimensions.
   *
   * @param sizes each at least 0, or -k
   * @throws Refusal if they are larger than anything that can be meant
   */
  public static Dimensions of(long... sizes) {
    long elements = 1;
    boolean none = false;
    for (long size : sizes) {
      none |= size == 0;
      if (Math.abs(size) > LARGEST || size == Long.MIN_VALUE) {
        throw new Refusal("has a dimension of " + size + ", expected at most " + LARGEST);
      }
      elements = Math.min(LARGEST * 2, elements * Math.max(1, Math.abs(size)));
    }
    if (!none && elements > MOST_ELEMENTS) {
      throw new Refusal(
          "has %s, more than %d elements a row".formatted(words(sizes), MOST_ELEMENTS));
    }
    return new Dimensions(sizes.clone());
  }

  /** Returns how many dimensions there are. */
  public int rank() {
    return sizes.length;
  }

  /** Returns one dimension; -k is k times the batch. */
  public long size(int axis) {
    checkAxis(axis);
    return sizes[axis];
  }

  private void checkAxis(int axis) {
    if (axis >= sizes.length) {
      throw new Refusal("has " + this + ", expected at least " + (axis + 1) + " axes");
    }
  }

  /** Returns one dimension, which must not depend on the batch. */
  public int fixed(int axis) {
    if (size(axis) < 0) {
      throw new Refusal("works along axis " + axis + ", which is the batch, expected another axis");
    }
    return (int) sizes[axis];
  }

  /** Returns a copy of all dimensions. */
  public long[] sizes() {
    return sizes.clone();
  }

  /** Returns whether any dimension depends on the batch. */
  public boolean hasFree() {
    return Arrays.stream(sizes).anyMatch(size -> size < 0);
  }

  /** Returns the number of elements; -k is k times the batch. */
  public long elements() {
    long elements = 1;
    boolean free = false;
    for (long size : sizes) {
      if (size < 0 && free) {
        throw new Refusal("has " + this + ", expected one dimension that depends on the batch");
      }
      free |= size < 0;
      elements *= size;
    }
    return elements;
  }

  /** Returns an axis that may be counted from the end, as a place from 0. */
  public int axis(long given) {
    return axis(given, rank());
  }

  /** Returns an axis of so many that may be counted from the end, as a place from 0. */
  public static int axis(long given, int rank) {
    long place = given < 0 ? given + rank : given;
    if (place < 0 || place >= rank) {
      throw new Refusal("has axis " + given + ", expected one of " + rank);
    }
    return (int) place;
  }

  /** Returns these dimensions in another order. */
  public Dimensions permuted(int... order) {
    return of(Arrays.stream(order).mapToLong(axis -> sizes[axis]).toArray());
  }

  /** Returns these dimensions with one replaced. */
  public Dimensions with(int axis, long size) {
    checkAxis(axis);
    long[] changed = sizes.clone();
    changed[axis] = size;
    return of(changed);
  }

  /** Returns these dimensions without one. */
  public Dimensions without(int axis) {
    checkAxis(axis);
    long[] fewer = new long[sizes.length - 1];
    System.arraycopy(sizes, 0, fewer, 0, axis);
    System.arraycopy(sizes, axis + 1, fewer, axis, fewer.length - axis);
    return new Dimensions(fewer);
  }

  /** Returns these dimensions with ones before them, up to a rank. */
  public Dimensions padded(int rank) {
    long[] more = new long[Math.max(rank, sizes.length)];
    Arrays.fill(more, 1);
    System.arraycopy(sizes, 0, more, more.length - sizes.length, sizes.length);
    return new Dimensions(more);
  }

  /** Returns the dimensions of an element-wise operation on two tensors. */
  public Dimensions broadcast(Dimensions other) {
    int rank = Math.max(rank(), other.rank());
    long[] one = padded(rank).sizes;
    long[] two = other.padded(rank).sizes;
    long[] both = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      if (one[axis] != two[axis] && one[axis] != 1 && two[axis] != 1) {
        throw new Refusal("joins " + this + " and " + other + ", expected shapes that fit");
      }
      both[axis] = one[axis] == 1 ? two[axis] : one[axis];
    }
    return of(both);
  }

  /** Returns the shape of one row: what depends on the batch has its factor. */
  public int[] shape() {
    return Arrays.stream(sizes).mapToInt(size -> (int) Math.abs(size)).toArray();
  }

  /** Returns the shape with -1 where it depends on the batch. */
  public int[] signature() {
    return Arrays.stream(sizes).mapToInt(size -> (int) Math.max(-1, size)).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dimensions that && Arrays.equals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Returns the dimensions in brackets, the batch as {@code n}. */
  @Override
  public String toString() {
    return words(sizes);
  }

  private static String words(long[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(size -> size >= 0 ? String.valueOf(size) : size == -1 ? "n" : -size + "n")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
