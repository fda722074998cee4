package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import dev.slipway.EngineException;
import dev.slipway.ErrorCode;
import dev.slipway.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Writes texts where a model answers their indexes. Immutable. */
final class LabelWriter implements AnswerWriter {

  private final byte[][] texts;
  private final OptionalInt pick;

  /**
   * Creates a writer.
   *
   * @param texts one for each index
   * @param pick the element of each row that is taken; empty for all
   */
  LabelWriter(List<String> texts, OptionalInt pick) {
    this.texts =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.pick = pick;
  }

  @Override
  public void write(Tensor source, int width, ColumnBuffer target) {
    if (pick.isPresent()) {
      AnswerWriter.checkPlace(pick.getAsInt(), width);
    }
    int elements = pick.isPresent() ? 1 : width;
    for (int row = 0; row < target.rows(); row++) {
      for (int k = 0; k < elements; k++) {
        long index = source.longAt(row * width + pick.orElse(k));
        target.setBytes(row * elements + k, text(index));
      }
    }
  }

  private byte[] text(long index) {
    if (index < 0 || index >= texts.length) {
      throw new EngineException(
          ErrorCode.ENGINE_FAILURE,
          "Cannot name a label: its index is " + index + ", expected below " + texts.length,
          null);
    }
    return texts[(int) index];
  }
}
