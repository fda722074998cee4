package dev.slipway.tck;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The constants of the reference models; eighths, so that each is exact in every float type. */
final class Weights {

  static final float[] LINEAR = eighths(6, 3);
  static final float[] LINEAR_BIAS = {0.5f, -0.25f};
  static final float[] HIDDEN = eighths(32, 5);
  static final float[] HIDDEN_BIAS = eighths(8, 2);
  static final float[] FINAL = eighths(8, 7);
  static final float[] FINAL_BIAS = {0.125f};
  static final float[] CLASSES = eighths(6, 4);
  static final float[] TABLE = {1.5f, -2.25f, 3.75f};
  static final String[] LABELS = {"on time", "late", "émis"};
  static final String[] WORDS = {"plain", "déjà vu", "日本", "😀", "a😀b🚀", "ð¿"};

  private Weights() {}

  /** Returns numbers from -5/8 to 5/8 in an order that depends on {@code step}. */
  private static float[] eighths(int count, int step) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = ((i + 1) * step % 11 - 5) / 8f;
    }
    return values;
  }

  static byte[] littleEndian(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
