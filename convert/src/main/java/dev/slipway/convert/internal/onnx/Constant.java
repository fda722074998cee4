package dev.slipway.convert.internal.onnx;

import dev.slipway.ElementType;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor whose elements are known: floating ones as floats, integers and booleans as longs. An
 * integer may be a multiple of the batch, as shapes of tensors are. Its arrays are shared and not
 * to be changed.
 */
public final class Constant {

  /** What a shape holds where a dimension is the number of rows of a call. */
  public static final long BATCH = 1L << 40;

  private static final long MOST_ROWS = 1L << 22;

  /** The most elements of a constant that is made here. */
  private static final long MOST_MADE = 1L << 25;

  private final ElementType type;
  private final Dimensions dimensions;
  private final float[] reals;
  private final long[] integers;
  private final List<String> texts;

  private Constant(
      ElementType type, Dimensions dimensions, float[] reals, long[] integers, List<String> texts) {
    this.type = type;
    this.dimensions = dimensions;
    this.reals = reals;
    this.integers = integers;
    this.texts = texts;
  }

  /** Returns a floating constant. */
  public static Constant of(ElementType type, Dimensions dimensions, float... reals) {
    return new Constant(type, dimensions, reals, new long[0], List.of());
  }

  /** Returns a constant of integers or booleans. */
  public static Constant of(ElementType type, Dimensions dimensions, long... integers) {
    return new Constant(type, dimensions, new float[0], integers, List.of());
  }

  /** Returns a constant of texts. */
  public static Constant of(Dimensions dimensions, List<String> texts) {
    return new Constant(ElementType.STRING, dimensions, new float[0], new long[0], texts);
  }

  /** Returns the type of the elements. */
  public ElementType type() {
    return type;
  }

  /** Returns the dimensions, none of which depends on the batch. */
  public Dimensions dimensions() {
    return dimensions;
  }

  /** Returns the number of elements. */
  public int size() {
    return type.isFloating() ? reals.length : texts.isEmpty() ? integers.length : texts.size();
  }

  /** Returns the elements of a floating constant. */
  public float[] reals() {
    if (!type.isFloating()) {
      throw new Refusal("takes a constant of " + type + ", expected floats");
    }
    return reals;
  }

  /** Returns the elements of a constant of integers or booleans. */
  public long[] integers() {
    if (type.isFloating() || type == ElementType.STRING) {
      throw new Refusal("takes a constant of " + type + ", expected integers");
    }
    return integers;
  }

  /** Returns the elements of a constant of texts. */
  public List<String> texts() {
    return texts;
  }

  /** Returns whether an element is a multiple of the batch. */
  public boolean dependsOnBatch() {
    for (long integer : integers) {
      if (isBatch(integer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBatch(long integer) {
    return integer % BATCH == 0 && integer >= BATCH && integer / BATCH < MOST_ROWS;
  }

  /** Returns what a dimension is as an element of a shape. */
  public static long fromDimension(long size) {
    return size < 0 ? -size * BATCH : size;
  }

  /** Returns what an element of a shape is as a dimension. */
  public static long toDimension(long integer) {
    return isBatch(integer) ? -(integer / BATCH) : integer;
  }

  /** Returns the same elements with other dimensions. */
  public Constant reshaped(Dimensions other) {
    return new Constant(type, other, reals, integers, texts);
  }

  /** Returns the same elements as another type. */
  public Constant cast(ElementType other) {
    if (other.isFloating() == type.isFloating() && other != ElementType.BOOL) {
      return new Constant(other, dimensions, reals, integers, texts);
    }
    if (other.isFloating()) {
      float[] cast = new float[integers().length];
      for (int i = 0; i < cast.length; i++) {
        cast[i] = integers[i];
      }
      return of(other, dimensions, cast);
    }
    long[] cast = new long[size()];
    for (int i = 0; i < cast.length; i++) {
      long integer = type.isFloating() ? (long) reals[i] : integers[i];
      boolean isZero = type.isFloating() ? reals[i] == 0 : integer == 0;
      cast[i] = other == ElementType.BOOL ? (isZero ? 0 : 1) : integer;
    }
    return of(other, dimensions, cast);
  }

  /**
   * Returns a constant of elements of this one.
   *
   * @param places for every axis of the new constant and every place on it, how far that is from
   *     the first element; the sum over all axes is where an element comes from
   */
  public Constant view(int[][] places) {
    long[] sizes = new long[places.length];
    long count = 1;
    for (int axis = 0; axis < places.length; axis++) {
      sizes[axis] = places[axis].length;
      count = Math.min(2 * MOST_MADE, count * sizes[axis]);
    }
    if (count > MOST_MADE) {
      throw new Refusal("makes a constant of more than " + MOST_MADE + " elements");
    }
    int[] from = sources(places, (int) count);
    Dimensions made = Dimensions.of(sizes);
    if (type == ElementType.STRING) {
      return of(made, Arrays.stream(from).mapToObj(texts::get).toList());
    }
    float[] newReals = new float[type.isFloating() ? from.length : 0];
    long[] newIntegers = new long[type.isFloating() ? 0 : from.length];
    for (int i = 0; i < from.length; i++) {
      if (type.isFloating()) {
        newReals[i] = reals[from[i]];
      } else {
        newIntegers[i] = integers[from[i]];
      }
    }
    return new Constant(type, made, newReals, newIntegers, List.of());
  }

  private static int[] sources(int[][] places, int count) {
    int[] from = new int[count];
    int inner = 1;
    for (int axis = places.length - 1; axis >= 0; axis--) {
      int size = places[axis].length;
      for (int i = 0; i < count; i++) {
        from[i] += places[axis][i / inner % size];
      }
      inner *= Math.max(1, size);
    }
    return from;
  }

  /** Returns for every axis where its places are; the identity of {@link #view}. */
  public int[][] places() {
    int[][] places = new int[dimensions.rank()][];
    int stride = 1;
    for (int axis = places.length - 1; axis >= 0; axis--) {
      places[axis] = new int[dimensions.fixed(axis)];
      for (int i = 0; i < places[axis].length; i++) {
        places[axis][i] = i * stride;
      }
      stride *= Math.max(1, places[axis].length);
    }
    return places;
  }

  /** Returns this constant with its axes in another order. */
  public Constant permuted(int... order) {
    int[][] places = places();
    int[][] changed = new int[order.length][];
    for (int axis = 0; axis < order.length; axis++) {
      changed[axis] = places[order[axis]];
    }
    return view(changed);
  }

  /** Returns this constant repeated along axes on which it has one place. */
  public Constant expanded(Dimensions target) {
    int[][] places = reshaped(dimensions.padded(target.rank())).places();
    for (int axis = 0; axis < places.length; axis++) {
      int size = target.fixed(axis);
      places[axis] = places[axis].length == size ? places[axis] : new int[size];
    }
    return view(places);
  }
}
