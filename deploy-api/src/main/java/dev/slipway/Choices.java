package dev.slipway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The texts that the elements of a column are out of, as labels are: such a column holds places
 * among them instead of texts. Immutable.
 */
public final class Choices {

  private final List<String> texts;
  private final byte[] pool;
  private final int[] starts;
  private final int[] lengths;

  private Choices(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.starts = new int[texts.size()];
    this.lengths = new int[texts.size()];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int choice = 0; choice < starts.length; choice++) {
      byte[] text = texts.get(choice).getBytes(StandardCharsets.UTF_8);
      // One byte before each, so that no two start at one place, nor any where unset elements do.
      bytes.write(0);
      starts[choice] = bytes.size();
      lengths[choice] = text.length;
      bytes.writeBytes(text);
    }
    this.pool = bytes.toByteArray();
  }

  /**
   * Returns choices.
   *
   * @param texts in order
   * @return choices of these texts
   */
  public static Choices of(List<String> texts) {
    return new Choices(texts);
  }

  /**
   * Returns the texts.
   *
   * @return in order, unmodifiable
   */
  public List<String> texts() {
    return texts;
  }

  /** Returns the bytes that the places are in, for reading only. */
  byte[] pool() {
    return pool;
  }

  int start(int choice) {
    return starts[choice];
  }

  int length(int choice) {
    return lengths[choice];
  }

  /** Returns the choice that stands at a place in the pool, or -1. */
  int at(int start, int length) {
    int choice = Arrays.binarySearch(starts, start);
    return choice >= 0 && lengths[choice] == length ? choice : -1;
  }

  /** Returns the texts. */
  @Override
  public String toString() {
    return texts.toString();
  }
}
