package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/** Gives every value the bucket that its hash falls in. Not thread-safe. */
final class HashKernel implements ColumnKernel {

  private static final int DIGITS = 20;

  private final String name;
  private final Rule rule;
  private final CodeOutput.Codes output;
  private final TextScratch scratch = new TextScratch();
  private byte[] hashed;

  HashKernel(String name, Rule rule, CodeOutput.Codes output) {
    this.name = name;
    this.rule = rule;
    this.output = output;
    this.hashed = Arrays.copyOf(rule.prefix, rule.prefix.length + 64);
  }

  @Override
  public Column apply(Column input, ObjIntConsumer<String> rejections) {
    int[] codes = output.reset(input.rows());
    boolean text = input.type().isVariableLength();
    for (int row = 0; row < input.rows(); row++) {
      int length = rule.prefix.length;
      if (!input.isNull(row)) {
        length = text ? takeText(input, row) : takeDigits(input, row);
      } else if (!rule.missingIsEmpty) {
        rejections.accept(Refusal.message(name, input, row, "a value"), row);
      }
      codes[row] = rule.code(Murmur3.hash(hashed, length, rule.seed));
    }
    return output.column();
  }

  /** Puts a row's text behind the prefix and returns the length of both. */
  private int takeText(Column input, int row) {
    scratch.read(input, row);
    int length = rule.prefix.length + scratch.length();
    if (length > hashed.length) {
      hashed = Arrays.copyOf(hashed, Math.max(length, 2 * hashed.length));
    }
    System.arraycopy(scratch.bytes(), 0, hashed, rule.prefix.length, scratch.length());
    return length;
  }

  /** Puts a row's number behind the prefix as decimal digits and returns the length of both. */
  private int takeDigits(Column input, int row) {
    long value = input.longAt(row);
    boolean minus = value < 0 && !input.type().isUnsigned();
    long rest = minus ? -value : value;
    byte[] digits = scratch.bytes();
    int start = DIGITS;
    do {
      digits[--start] = (byte) ('0' + Long.remainderUnsigned(rest, 10));
      rest = Long.divideUnsigned(rest, 10);
    } while (rest != 0);
    int length = rule.prefix.length;
    if (minus) {
      hashed[length++] = '-';
    }
    System.arraycopy(digits, start, hashed, length, DIGITS - start);
    return length + DIGITS - start;
  }

  /** How hashes become codes. */
  static final class Rule {

    private final int buckets;
    private final int seed;
    private final byte[] prefix;
    private final boolean signed;
    private final boolean missingIsEmpty;

    Rule(int buckets, int seed, byte[] prefix, boolean signed, boolean missingIsEmpty) {
      this.buckets = buckets;
      this.seed = seed;
      this.prefix = prefix;
      this.signed = signed;
      this.missingIsEmpty = missingIsEmpty;
    }

    private int code(int hash) {
      int bucket = (int) (Math.abs((long) hash) % buckets);
      return signed && hash < 0 ? OneHotColumn.negative(bucket) : bucket;
    }
  }
}
