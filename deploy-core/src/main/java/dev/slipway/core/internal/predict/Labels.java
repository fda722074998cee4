package dev.slipway.core.internal.predict;

import dev.slipway.ColumnBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts that stand for choices, or none where choices are written as numbers. Immutable. */
final class Labels {

  private final byte[][] texts;

  Labels(List<String> texts) {
    this.texts =
        texts.stream().map(label -> label.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  int count() {
    return texts.length;
  }

  /** Writes a choice, from 0 on. */
  void set(ColumnBuffer target, int row, int choice) {
    if (texts.length == 0) {
      target.setLong(row, choice);
    } else {
      target.setBytes(row, texts[choice]);
    }
  }
}
