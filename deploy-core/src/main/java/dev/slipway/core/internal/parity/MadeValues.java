package dev.slipway.core.internal.parity;

import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Signature;
import java.util.List;
import java.util.SplittableRandom;

/** Makes values of a column from its type and from what the preprocessing steps tell about it. */
final class MadeValues implements ValueMaker {

  private static final long MICROS_2000 = 946_684_800_000_000L;
  private static final int SECONDS_OF_30_YEARS = 30 * 365 * 86_400;
  private static final int ONE_IN = 10;
  private static final double[] FACTORS = {1, 1, 1, 1, 0.01, 100};

  private final Signature.Field field;
  private final StepHints hints;

  MadeValues(Signature.Field field, StepHints hints) {
    this.field = field;
    this.hints = hints;
  }

  /** Returns a value that is mostly between -1 and 1 and never beyond 3.5: nearly normal. */
  static double normal(SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += random.nextDouble() - 0.5;
    }
    return sum * Math.sqrt(3);
  }

  @Override
  public void set(ColumnBuffer column, int row, SplittableRandom random) {
    if (!field.required() && random.nextInt(ONE_IN) == 0) {
      column.setNull(row);
      return;
    }
    for (int k = 0; k < column.width(); k++) {
      element(column, row * column.width() + k, random);
    }
  }

  private void element(ColumnBuffer column, int index, SplittableRandom random) {
    ElementType type = column.type();
    if (type.isVariableLength()) {
      column.setString(index, text(random));
    } else if (type.isFloating()) {
      column.setDouble(index, number(random));
    } else {
      column.setLong(index, whole(type, random));
    }
  }

  private double number(SplittableRandom random) {
    double factor = hints.scale().orElse(FACTORS[random.nextInt(FACTORS.length)]);
    return hints.centre().orElse(0) + normal(random) * factor;
  }

  private long whole(ElementType type, SplittableRandom random) {
    if (type == ElementType.BOOL) {
      return random.nextInt(2);
    }
    if (type == ElementType.DATETIME) {
      return MICROS_2000 + random.nextInt(SECONDS_OF_30_YEARS) * 1_000_000L;
    }
    boolean known = random.nextInt(ONE_IN) > 0;
    List<Object> words = hints.vocabulary();
    if (known && !words.isEmpty() && words.get(random.nextInt(words.size())) instanceof Long code) {
      return code;
    }
    if (hints.centre().isPresent()) {
      return fitting(type, Math.round(number(random)));
    }
    // Most integers are indexes or counts, and small.
    return fitting(type, known ? random.nextInt(10) : random.nextInt(-100, 100));
  }

  private static long fitting(ElementType type, long value) {
    int bits = type.byteWidth() * Byte.SIZE;
    long most = type.isUnsigned() ? (1L << Math.min(bits, 62)) - 1 : Long.MAX_VALUE >> (64 - bits);
    long least = type.isUnsigned() ? 0 : -most;
    return Math.max(least, Math.min(most, value));
  }

  private String text(SplittableRandom random) {
    List<Object> words = hints.vocabulary();
    boolean known = random.nextInt(ONE_IN) > 0;
    return known && !words.isEmpty()
        ? String.valueOf(words.get(random.nextInt(words.size())))
        : String.valueOf((char) ('a' + random.nextInt(26)));
  }
}
