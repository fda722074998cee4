package dev.slipway.examples.flightdelay;

import ai.onnx.proto.OnnxMl;
import dev.slipway.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A logistic regression that Tribuo trained: a row of features in, the probability of late out. */
final class DelayClassifier {

  static final int EPOCHS = 10;
  static final int BATCH = 64;
  static final double LEARNING_RATE = 0.03;
  static final long SEED = 1;

  private static final double ADAGRAD_EPSILON = 0.1;
  private static final int QUIET = -1;
  private static final Label LATE = new Label("late");
  private static final Label ON_TIME = new Label("on-time");
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final LinearSGDModel model;

  private DelayClassifier(LinearSGDModel model) {
    this.model = model;
  }

  /**
   * Trains on one thread from a fixed seed, so that the same features give the same model.
   *
   * @param features a vector a flight
   * @param flights whether each was late
   */
  static DelayClassifier train(Column features, Flights flights) {
    TRIBUO.setLevel(Level.WARNING);
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("flights", labels), labels);
    for (int row = 0; row < flights.count(); row++) {
      examples.add(example(features, row, flights.late(row) ? LATE : ON_TIME));
    }
    AdaGrad steps = new AdaGrad(LEARNING_RATE, ADAGRAD_EPSILON);
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(new LogMulticlass(), steps, EPOCHS, QUIET, BATCH, SEED);
    return new DelayClassifier(trainer.train(examples)).checked(features.width());
  }

  /** Tribuo leaves out what no example has, which would move all columns behind it. */
  private DelayClassifier checked(int width) {
    List<String> unseen =
        IntStream.range(0, width)
            .mapToObj(DelayClassifier::name)
            .filter(name -> model.getFeatureIDMap().get(name) == null)
            .toList();
    if (!unseen.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot train: features " + unseen + " are 0 in every flight (use more flights)");
    }
    return this;
  }

  private static Example<Label> example(Column features, int row, Label label) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < features.width(); k++) {
      double value = features.doubleAt(row * features.width() + k);
      if (value != 0) {
        names.add(name(k));
        values.add(value);
      }
    }
    double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new ArrayExample<>(label, names.toArray(String[]::new), numbers);
  }

  /** Tribuo numbers features by the order of their names; so names count up as columns do. */
  private static String name(int column) {
    return String.format(Locale.ROOT, "%04d", column);
  }

  /** Returns the probability that each flight is late, computed by Tribuo in double precision. */
  double[] probabilities(Column features) {
    return IntStream.range(0, features.rows())
        .mapToDouble(row -> probability(features, row))
        .toArray();
  }

  private double probability(Column features, int row) {
    Prediction<Label> answer = model.predict(example(features, row, ON_TIME));
    return Objects.requireNonNull(answer.getOutputScores().get(LATE.getLabel())).getScore();
  }

  /** Returns which of the model's two outputs is the probability of late. */
  int lateOutput() {
    return model.getOutputIDInfo().getID(LATE);
  }

  /** Returns the model as ONNX, without Tribuo's record of when and where it was trained. */
  byte[] toOnnx() {
    OnnxMl.ModelProto exported = model.exportONNXModel("dev.slipway.examples", 1);
    return exported.toBuilder().clearDocString().clearMetadataProps().build().toByteArray();
  }
}
