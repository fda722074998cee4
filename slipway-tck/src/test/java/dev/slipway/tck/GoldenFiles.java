package dev.slipway.tck;

import static dev.slipway.ElementType.INT64;
import static dev.slipway.ElementType.STRING;

import dev.slipway.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The golden records: plain arithmetic in double, without any engine. */
final class GoldenFiles {

  private static final double[][] ROWS = {{1, 0, 0}, {0.5, -2, 4}, {-8, 0.25, 1.5}, {3, 3, -3}};

  private final GoldenText text = new GoldenText();

  private GoldenFiles() {}

  static String golden(ReferenceModel model) {
    GoldenFiles files = new GoldenFiles();
    switch (model) {
      case IDENTITY_STRING -> files.texts();
      case STRING_MATRIX -> files.textMatrix();
      case VOCABULARY -> files.vocabulary();
      case SPELLING -> files.spelling();
      case SCALAR -> files.scalar();
      case GRID -> files.grid();
      case SEVERAL -> files.several();
      case LINEAR, EXTERNAL -> files.linear();
      case MLP -> files.mlp();
      case CLASSIFIER -> files.classifier();
      case NONZERO -> files.nonzero();
      case GATHER -> files.gather();
      case LOOP -> files.loop();
      default -> files.identity(OnnxFiles.type(model));
    }
    return files.text.toString();
  }

  private void identity(ElementType type) {
    List<String> values = GoldenText.samples(type);
    text.begin("samples");
    text.input("x", type, values, values.size() / 2, 2)
        .output("y", type, values, values.size() / 2, 2);
  }

  private void texts() {
    List<String> values = List.of("", "plain", "two words", "déjà vu", "日本", "volcó", "ñ¿");
    text.begin("samples").input("x", STRING, values, 7).output("y", STRING, values, 7);
  }

  private void textMatrix() {
    List<String> values = List.of("a", "b", "c", "d", "e", "ünd");
    text.begin("samples").input("x", STRING, values, 3, 2).output("y", STRING, values, 3, 2);
  }

  private void vocabulary() {
    List<String> asked = new ArrayList<>(List.of(Weights.WORDS));
    asked.add("unknown");
    List<String> places = new ArrayList<>();
    for (int i = 0; i < Weights.WORDS.length; i++) {
      places.add(Integer.toString(i));
    }
    places.add("-1");
    text.begin("known-and-unknown");
    text.input("text", STRING, asked, asked.size()).output("place", INT64, places, asked.size());
  }

  private void spelling() {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < Weights.WORDS.length; i++) {
      places.add(Integer.toString(i));
    }
    places.add("99");
    List<String> spelt = new ArrayList<>(List.of(Weights.WORDS));
    spelt.add("?");
    text.begin("known-and-unknown");
    text.input("place", INT64, places, places.size()).output("text", STRING, spelt, spelt.size());
  }

  private void scalar() {
    for (double value : new double[] {1.5, -2, 1e30}) {
      text.begin("of-" + value).input("x", value).output("y", -value);
    }
  }

  private void grid() {
    text.begin("two-by-three")
        .input("x", new double[] {1, -2, 0.5, 0, 4, -8}, 2, 3)
        .output("y", new double[] {-1, 2, -0.5, -0.0, -4, 8}, 2, 3);
    text.begin("three-by-one")
        .input("x", new double[] {3, -1, 7}, 3, 1)
        .output("y", new double[] {-3, 1, -7}, 3, 1);
  }

  private void several() {
    List<String> counts = List.of("9007199254740993", "-1", "0");
    text.begin("three-rows")
        .input("a", new double[] {1, 2, 3, 4, 5, 6}, 3, 2)
        .input("b", new double[] {0.5, 0.25, 8, -4, 0, 1}, 3, 2)
        .input("count", INT64, counts, 3)
        .output("difference", new double[] {0.5, 1.75, -5, 8, 5, 5}, 3, 2)
        .output("doubled", INT64, List.of("18014398509481986", "-2", "0"), 3)
        .output("total", new double[] {1.5, 2.25, 11, 0, 5, 7}, 3, 2);
  }

  private void linear() {
    for (int count : new int[] {1, 4, 2}) {
      double[][] rows = Arrays.copyOf(ROWS, count);
      double[][] answers = new double[count][];
      for (int i = 0; i < count; i++) {
        answers[i] = dense(rows[i], Weights.LINEAR, Weights.LINEAR_BIAS);
      }
      text.begin(count + "-rows")
          .input("x", flat(rows), count, 3)
          .output("y", flat(answers), count, 2);
    }
  }

  private void mlp() {
    double[][] rows = {{1, -1, 0.5, 2}, {0, 0, 0, 0}, {-3, 0.125, 7, -2}};
    double[] answers = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] hidden = dense(rows[i], Weights.HIDDEN, Weights.HIDDEN_BIAS);
      for (int k = 0; k < hidden.length; k++) {
        hidden[k] = Math.max(0, hidden[k]);
      }
      double score = dense(hidden, Weights.FINAL, Weights.FINAL_BIAS)[0];
      answers[i] = 1 / (1 + Math.exp(-score));
    }
    text.begin("three-rows").input("x", flat(rows), 3, 4).output("y", answers, 3, 1);
    text.begin("one-row").input("x", rows[2], 1, 4).output("y", new double[] {answers[2]}, 1, 1);
  }

  private void classifier() {
    double[][] rows = {{1, 2}, {-4, 0.5}};
    double[][] answers = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] raw = dense(rows[i], Weights.CLASSES, new float[3]);
      double sum = Arrays.stream(raw).map(Math::exp).sum();
      answers[i] = Arrays.stream(raw).map(score -> Math.exp(score) / sum).toArray();
    }
    text.begin("two-rows").input("x", flat(rows), 2, 2).output("scores", flat(answers), 2, 3);
    text.begin("one-row").input("x", rows[1], 1, 2).output("scores", answers[1], 1, 3);
  }

  private void nonzero() {
    text.begin("two-of-four")
        .input("x", new double[] {0, 3, 0, -1}, 4)
        .output("places", INT64, List.of("1", "3"), 1, 2);
    text.begin("all-of-three")
        .input("x", new double[] {1, 2, 3}, 3)
        .output("places", INT64, List.of("0", "1", "2"), 1, 3);
  }

  private void gather() {
    float[] table = Weights.TABLE;
    text.begin("each-and-again")
        .input("index", INT64, List.of("2", "0", "1", "2"), 4)
        .output("y", new double[] {table[2], table[0], table[1], table[2]}, 4);
  }

  private void loop() {
    for (int trips : new int[] {0, 1, 4}) {
      double sign = trips % 2 == 0 ? 1 : -1;
      text.begin(trips + "-trips")
          .input("trips", INT64, List.of(Integer.toString(trips)))
          .input("x", new double[] {1.5, -2}, 2)
          .output("y", new double[] {sign * 1.5, sign * -2}, 2);
    }
  }

  /** Returns the row times the weights (a row of them for each place of the row) plus the bias. */
  private static double[] dense(double[] row, float[] weights, float[] bias) {
    double[] sums = new double[bias.length];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = bias[k];
      for (int i = 0; i < row.length; i++) {
        sums[k] += row[i] * weights[i * bias.length + k];
      }
    }
    return sums;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
