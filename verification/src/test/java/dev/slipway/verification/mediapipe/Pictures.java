package dev.slipway.verification.mediapipe;

import dev.slipway.Column;
import dev.slipway.Shape;
import dev.slipway.Table;
import dev.slipway.Tensor;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures as the models take them: red, green and blue from -1 to 1. */
final class Pictures {

  private static final int CHANNELS = 3;

  private Pictures() {}

  /** Returns a square picture made smaller by a whole factor, each pixel the mean of its part. */
  static float[] scaled(BufferedImage image, int size) {
    int factor = image.getWidth() / size;
    float[] values = new float[size * size * CHANNELS];
    for (int i = 0; i < values.length; i++) {
      int shift = 8 * (CHANNELS - 1 - i % CHANNELS);
      int x = i / CHANNELS % size * factor;
      int y = i / CHANNELS / size * factor;
      int sum = 0;
      for (int part = 0; part < factor * factor; part++) {
        sum += image.getRGB(x + part % factor, y + part / factor) >> shift & 255;
      }
      values[i] = sum / (127.5f * factor * factor) - 1;
    }
    return values;
  }

  /** Returns a picture of noise, always the same one for a seed. */
  static float[] noise(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size * size * CHANNELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Returns pictures as the rows of a table. */
  static Table table(String input, int size, List<float[]> pictures) {
    int pixels = size * size * CHANNELS;
    float[] all = new float[pictures.size() * pixels];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i), 0, all, i * pixels, pixels);
    }
    Tensor tensor = Tensor.of(Shape.of(pictures.size(), size, size, CHANNELS), all);
    return Table.of(List.of(input), List.of(Column.over(tensor)));
  }
}
