package dev.slipway.verification.mediapipe;

import dev.slipway.verification.mediapipe.Paint.Ellipse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture of somebody who does not exist, drawn by this program and free for any use. {@link
 * #main} writes the file that the tests read.
 */
final class DrawnFace {

  /** Pixels in each direction. */
  static final int SIZE = 384;

  /** From the brows to the chin and from cheek to cheek: left, top, right, bottom, from 0 to 1. */
  static final Box FACE = new Box(0.38, 0.29, 0.70, 0.64);

  private static final int SAMPLES = 3;
  private static final double EDGE = 0.004;

  private static final double X = 0.54;
  private static final Ellipse HEAD = new Ellipse(X, 0.45, 0.165, 0.215);

  private DrawnFace() {}

  /**
   * Writes the picture.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException {
    ImageIO.write(image(), "png", Path.of(arguments[0]).toFile());
  }

  static BufferedImage image() {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        image.setRGB(x, y, pixel(x, y));
      }
    }
    return image;
  }

  /** Returns the mean of several points in a pixel. */
  private static int pixel(int x, int y) {
    int[] sums = new int[3];
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
      double px = (x + (i % SAMPLES + 0.5) / SAMPLES) / SIZE;
      double py = (y + (i / SAMPLES + 0.5) / SAMPLES) / SIZE;
      int colour = point(px, py);
      for (int channel = 0; channel < sums.length; channel++) {
        sums[channel] += colour >> 8 * channel & 255;
      }
    }
    int samples = SAMPLES * SAMPLES;
    return sums[2] / samples << 16 | sums[1] / samples << 8 | sums[0] / samples;
  }

  private static int point(double x, double y) {
    Paint paint = new Paint(x, y);
    background(paint);
    head(paint);
    eye(paint, X - 0.068);
    eye(paint, X + 0.068);
    nose(paint);
    mouth(paint);
    hair(paint);
    return paint.colour();
  }

  private static void background(Paint paint) {
    paint.over(0x8fa3ad, 1).over(0x5d7280, paint.y());
    paint.ellipse(0x3a2a20, new Ellipse(X, 0.42, 0.20, 0.245), EDGE);
    paint.ellipse(0x2f4f6f, new Ellipse(X, 1.02, 0.36, 0.28), EDGE);
    paint.ellipse(0xb98a70, new Ellipse(X, 0.70, 0.075, 0.13), EDGE);
    paint.ellipse(0x9a6f58, new Ellipse(X, 0.665, 0.075, 0.04), 0.04);
  }

  private static void head(Paint paint) {
    paint.ellipse(0xc99a7e, new Ellipse(X - 0.165, 0.46, 0.022, 0.045), EDGE);
    paint.ellipse(0xb98a70, new Ellipse(X + 0.165, 0.46, 0.022, 0.045), EDGE);
    paint.ellipse(0xb5856a, HEAD, EDGE);
    paint.within(0xdcb094, new Ellipse(X - 0.02, 0.44, 0.13, 0.19), HEAD, 0.09);
    paint.within(0xe8c2a8, new Ellipse(X - 0.03, 0.335, 0.08, 0.05), HEAD, 0.06);
    paint.within(0xdc9f8a, new Ellipse(X - 0.085, 0.52, 0.045, 0.035), HEAD, 0.04);
    paint.within(0xd0947e, new Ellipse(X + 0.085, 0.52, 0.045, 0.035), HEAD, 0.04);
    paint.within(0xe2b79c, new Ellipse(X - 0.005, 0.625, 0.04, 0.022), HEAD, 0.03);
  }

  private static void eye(Paint paint, double x) {
    double y = 0.435;
    paint.ellipse(0xb07f66, new Ellipse(x, y - 0.004, 0.046, 0.030), 0.02);
    Ellipse white = new Ellipse(x, y, 0.033, 0.015);
    paint.ellipse(0x4a3226, new Ellipse(x, y - 0.003, 0.036, 0.0165), EDGE);
    paint.ellipse(0xeee8e2, white, EDGE);
    paint.within(0x4f3a28, new Ellipse(x, y, 0.0155, 0.0165), white, EDGE);
    paint.within(0x100c0a, new Ellipse(x, y, 0.0075, 0.0085), white, EDGE);
    paint.ellipse(0xffffff, new Ellipse(x - 0.005, y - 0.005, 0.003, 0.003), EDGE);
    double arch = y - 0.048 + 6 * (paint.x() - x) * (paint.x() - x);
    double along = Math.abs(paint.x() - x) / 0.048;
    double thick = 0.0085 * (1 - along * along * 0.6);
    double cover = along > 1 ? 0 : (thick - Math.abs(paint.y() - arch)) / EDGE + 0.5;
    paint.over(0x38271d, cover);
  }

  private static void nose(Paint paint) {
    paint.ellipse(0xb98b70, new Ellipse(X + 0.022, 0.49, 0.012, 0.055), 0.022);
    paint.ellipse(0xecc9b0, new Ellipse(X - 0.002, 0.485, 0.010, 0.055), 0.016);
    paint.ellipse(0xa87760, new Ellipse(X, 0.543, 0.037, 0.016), 0.016);
    paint.ellipse(0xe0b397, new Ellipse(X, 0.530, 0.026, 0.018), 0.014);
    paint.ellipse(0x5a3a2c, new Ellipse(X - 0.016, 0.5475, 0.0085, 0.0048), EDGE);
    paint.ellipse(0x5a3a2c, new Ellipse(X + 0.016, 0.5475, 0.0085, 0.0048), EDGE);
  }

  private static void mouth(Paint paint) {
    paint.ellipse(0xc4957b, new Ellipse(X, 0.568, 0.010, 0.012), 0.012);
    Ellipse mouth = new Ellipse(X, 0.592, 0.058, 0.021);
    paint.ellipse(0xb4605a, mouth, 0.006);
    paint.within(0xd08680, new Ellipse(X, 0.602, 0.036, 0.007), mouth, 0.010);
    double line = 0.590 - 1.2 * (paint.x() - X) * (paint.x() - X);
    double cover = (0.0028 - Math.abs(paint.y() - line)) / EDGE + 0.5;
    paint.over(0x5a2522, Math.abs(paint.x() - X) < 0.056 ? cover : 0);
    paint.ellipse(0xa67560, new Ellipse(X, 0.620, 0.035, 0.006), 0.012);
  }

  private static void hair(Paint paint) {
    Ellipse cap = new Ellipse(X, 0.40, 0.182, 0.225);
    Ellipse open = new Ellipse(X + 0.01, 0.475, 0.150, 0.185);
    double cover =
        cap.cover(paint.x(), paint.y(), EDGE) * (1 - open.cover(paint.x(), paint.y(), EDGE));
    double above = Math.max(0, Math.min(1, (0.47 - paint.y()) / 0.05));
    paint.over(0x3a2a20, cover * above);
    paint.over(
        0x5a4232,
        cover * above * new Ellipse(X - 0.06, 0.245, 0.07, 0.03).cover(paint.x(), paint.y(), 0.05));
  }
}
