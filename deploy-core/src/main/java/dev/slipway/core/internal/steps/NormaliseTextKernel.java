package dev.slipway.core.internal.steps;

import dev.slipway.Column;
import dev.slipway.ColumnBuffer;
import dev.slipway.ElementType;
import dev.slipway.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies operations to texts: in place where a text is ASCII, else by way of a {@link String},
 * which is remembered for the next row of the same text. Not thread-safe.
 */
final class NormaliseTextKernel implements ColumnKernel {

  private static final int REMEMBERED = 512;
  private static final int LONGEST_REMEMBERED = 1024;

  private final TextOperation[] operations;
  private final TextScratch scratch = new TextScratch();
  private final ColumnBuffer output = new ColumnBuffer(ElementType.STRING, Shape.scalar());
  private final @Nullable Pair[] remembered = new Pair[REMEMBERED];

  NormaliseTextKernel(List<TextOperation> operations) {
    this.operations = operations.toArray(TextOperation[]::new);
  }

  @Override
  public Column apply(Column input, ObjIntConsumer<String> rejections) {
    output.clear();
    for (int row = 0; row < input.rows(); row++) {
      if (input.isNull(row)) {
        output.addNull();
      } else {
        scratch.read(input, row);
        add(scratch.bytes(), scratch.length());
      }
    }
    return output;
  }

  private void add(byte[] bytes, int length) {
    if (isAscii(bytes, length)) {
      int normalised = length;
      for (TextOperation operation : operations) {
        normalised = operation.ofAscii(bytes, normalised);
      }
      output.addBytes(bytes, normalised);
    } else {
      byte[] normalised = normalised(bytes, length);
      output.addBytes(normalised, normalised.length);
    }
  }

  private static boolean isAscii(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] normalised(byte[] bytes, int length) {
    int slot = Murmur3.hash(bytes, length, 0) & (REMEMBERED - 1);
    Pair known = remembered[slot];
    if (known != null && Arrays.equals(known.text, 0, known.text.length, bytes, 0, length)) {
      return known.normalised;
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    for (TextOperation operation : operations) {
      text = operation.of(text);
    }
    byte[] normalised = text.getBytes(StandardCharsets.UTF_8);
    if (length <= LONGEST_REMEMBERED) {
      remembered[slot] = new Pair(Arrays.copyOf(bytes, length), normalised);
    }
    return normalised;
  }

  /** A text and what became of it. */
  private static final class Pair {

    private final byte[] text;
    private final byte[] normalised;

    private Pair(byte[] text, byte[] normalised) {
      this.text = text;
      this.normalised = normalised;
    }
  }
}
