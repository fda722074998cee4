package dev.slipway.core.internal.predict;

import dev.slipway.Choices;
import dev.slipway.ColumnBuffer;
import java.nio.charset.StandardCharsets;

/** The texts that stand for choices, or none where choices are written as numbers. Immutable. */
final class Labels {

  private final Choices choices;
  private final byte[][] texts;

  Labels(Choices choices) {
    this.choices = choices;
    this.texts =
        choices.texts().stream()
            .map(label -> label.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  int count() {
    return texts.length;
  }

  /** Writes a choice, from 0 on. */
  void set(ColumnBuffer target, int row, int choice) {
    if (texts.length == 0) {
      target.setLong(row, choice);
    } else if (target.choices() == choices) {
      target.setChoice(row, choice);
    } else {
      target.setBytes(row, texts[choice]);
    }
  }
}
