package dev.slipway.verification.mediapipe;

/**
 * One point of a picture, painted over again and again from back to front. Colours are red, green
 * and blue from 0 to 1. Not thread-safe.
 */
final class Paint {

  private final double x;
  private final double y;
  private double red;
  private double green;
  private double blue;

  /** Starts at a place, from 0 to 1 in both directions, right and down. */
  Paint(double x, double y) {
    this.x = x;
    this.y = y;
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  /** Paints a colour (0xRRGGBB) over the point, as far as {@code cover} from 0 to 1 says. */
  Paint over(int colour, double cover) {
    double share = Math.max(0, Math.min(1, cover));
    red += share * ((colour >> 16 & 255) / 255.0 - red);
    green += share * ((colour >> 8 & 255) / 255.0 - green);
    blue += share * ((colour & 255) / 255.0 - blue);
    return this;
  }

  /** Paints an ellipse whose edge is {@code soft} wide. */
  Paint ellipse(int colour, Ellipse shape, double soft) {
    return over(colour, shape.cover(x, y, soft));
  }

  /** Paints only as much of an ellipse as lies in another one too. */
  Paint within(int colour, Ellipse shape, Ellipse limit, double soft) {
    return over(colour, shape.cover(x, y, soft) * limit.cover(x, y, soft));
  }

  /** Returns the colour as 0xRRGGBB. */
  int colour() {
    return level(red) << 16 | level(green) << 8 | level(blue);
  }

  private static int level(double share) {
    return (int) Math.floor(share * 255 + 0.5);
  }

  /**
   * An ellipse.
   *
   * @param x its middle, from left
   * @param y its middle, from above
   * @param width half of its width
   * @param height half of its height
   */
  record Ellipse(double x, double y, double width, double height) {

    /** Returns 1 inside, 0 outside, and something between near the edge. */
    double cover(double px, double py, double soft) {
      double dx = (px - x) / width;
      double dy = (py - y) / height;
      double distance = (1 - Math.sqrt(dx * dx + dy * dy)) * Math.min(width, height);
      double share = Math.max(0, Math.min(1, distance / soft + 0.5));
      return share * share * (3 - 2 * share);
    }
  }
}
