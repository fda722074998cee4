package dev.slipway.verification.mediapipe;

/**
 * A part of a picture; 0 is its left or upper edge, 1 its right or lower one.
 *
 * @param left the left edge
 * @param top the upper edge
 * @param right the right edge
 * @param bottom the lower edge
 */
record Box(double left, double top, double right, double bottom) {

  /** Returns how much of both is in either: 1 for equal boxes, 0 for such that do not meet. */
  double overlap(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    double both = Math.max(0, width) * Math.max(0, height);
    return both / (area() + other.area() - both);
  }

  private double area() {
    return (right - left) * (bottom - top);
  }
}
