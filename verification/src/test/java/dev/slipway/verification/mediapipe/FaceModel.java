package dev.slipway.verification.mediapipe;

import dev.slipway.Column;
import dev.slipway.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The face detection models of the npm package {@code @mediapipe/face_detection}. */
enum FaceModel {
  SHORT_RANGE("short_range", "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"),
  FULL_RANGE("full_range", "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"),
  FULL_RANGE_SPARSE(
      "full_range_sparse", "671dd2f9ed11a78436fc21cc42357a803dfc6f73e9fb86541be942d5716c2dce");

  private static final int BOX_VALUES = 16;

  private final String range;
  private final String sha256;

  FaceModel(String range, String sha256) {
    this.range = range;
    this.sha256 = sha256;
  }

  /** Returns the file's name in the npm package. */
  String file() {
    return "face_detection_" + range + ".tflite";
  }

  /** Returns the file's digest. */
  String sha256() {
    return sha256;
  }

  /** Returns how many pixels the model's pictures have in each direction. */
  int size() {
    return this == SHORT_RANGE ? 128 : 192;
  }

  /** Returns from which score on MediaPipe takes an answer for a face. */
  double threshold() {
    return this == SHORT_RANGE ? 0.5 : 0.6;
  }

  /**
   * A face.
   *
   * @param score from 0 to 1
   * @param box where it is
   */
  record Face(double score, Box box) {}

  /** Returns the face of the highest score in one row of answers. */
  Face best(Table answers, int row) {
    Column boxes = column(answers, BOX_VALUES);
    Column scores = column(answers, 1);
    List<Anchor> anchors = anchors();
    int best = 0;
    for (int i = 1; i < anchors.size(); i++) {
      if (scores.floatAt(row * anchors.size() + i) > scores.floatAt(row * anchors.size() + best)) {
        best = i;
      }
    }
    double logit = scores.floatAt(row * anchors.size() + best);
    int first = (row * anchors.size() + best) * BOX_VALUES;
    double x = anchors.get(best).x() + boxes.floatAt(first) / size();
    double y = anchors.get(best).y() + boxes.floatAt(first + 1) / size();
    double width = boxes.floatAt(first + 2) / size();
    double height = boxes.floatAt(first + 3) / size();
    Box box = new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    return new Face(1 / (1 + Math.exp(-logit)), box);
  }

  private static Column column(Table answers, int last) {
    return answers.columns().stream()
        .filter(column -> column.rowShape().dimension(column.rowShape().rank() - 1) == last)
        .min(Comparator.comparing(Column::width))
        .orElseThrow();
  }

  /** The middle of the part of a picture that a place of the answers looks at. */
  private record Anchor(double x, double y) {}

  /**
   * Returns the anchors: for each cell of a grid as many as the model has there, row by row. The
   * short range has two of 8 pixels' step and six of 16; the full range one of 4.
   */
  private List<Anchor> anchors() {
    List<Anchor> anchors = new ArrayList<>();
    if (this == SHORT_RANGE) {
      addGrid(anchors, size() / 8, 2);
      addGrid(anchors, size() / 16, 6);
    } else {
      addGrid(anchors, size() / 4, 1);
    }
    return anchors;
  }

  private static void addGrid(List<Anchor> anchors, int cells, int inEach) {
    for (int y = 0; y < cells; y++) {
      for (int x = 0; x < cells; x++) {
        for (int i = 0; i < inEach; i++) {
          anchors.add(new Anchor((x + 0.5) / cells, (y + 0.5) / cells));
        }
      }
    }
  }
}
