package dev.slipway.examples.flightdelay;

import ai.onnx.proto.OnnxMl;
import dev.slipway.Column;
import dev.slipway.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A logistic regression that Tribuo trained: what is known of a flight in, the probability that it
 * is late out.
 */
final class DelayClassifier {

  private static final int EPOCHS = 10;
  private static final int BATCH = 64;
  private static final double LEARNING_RATE = 0.03;
  private static final double ADAGRAD_EPSILON = 0.1;
  private static final long SEED = 1;
  private static final int QUIET = -1;

  private static final Label LATE = new Label("late");
  private static final Label ON_TIME = new Label("on-time");
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  /** Features are wide, so that those of many flights are made in parts. */
  private static final int ROWS_AT_ONCE = 8192;

  private final FeatureSteps steps;
  private final LinearSGDModel model;

  private DelayClassifier(FeatureSteps steps, LinearSGDModel model) {
    this.steps = steps;
    this.model = model;
  }

  /** Trains on one thread from a fixed seed, so that the same flights give the same model. */
  static DelayClassifier train(FeatureSteps steps, Flights flights) {
    TRIBUO.setLevel(Level.WARNING);
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("flights", labels), labels);
    examples(steps, flights.departures(), row -> flights.late(row) ? LATE : ON_TIME)
        .forEach(examples::add);
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            new AdaGrad(LEARNING_RATE, ADAGRAD_EPSILON),
            EPOCHS,
            QUIET,
            BATCH,
            SEED);
    return new DelayClassifier(steps, trainer.train(examples)).checked();
  }

  /** Tribuo leaves out what no example has, which would move all columns behind it. */
  private DelayClassifier checked() {
    List<String> unseen =
        steps.featureNames().stream()
            .filter(name -> model.getFeatureIDMap().get(name) == null)
            .toList();
    if (!unseen.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot train: features " + unseen + " are 0 in every flight (use more flights)");
    }
    return this;
  }

  private static Stream<Example<Label>> examples(
      FeatureSteps steps, Table flights, IntFunction<Label> label) {
    return IntStream.iterate(0, from -> from < flights.rows(), from -> from + ROWS_AT_ONCE)
        .boxed()
        .flatMap(from -> examples(steps, flights, from, label));
  }

  private static Stream<Example<Label>> examples(
      FeatureSteps steps, Table flights, int from, IntFunction<Label> label) {
    int count = Math.min(ROWS_AT_ONCE, flights.rows() - from);
    Column features = steps.matrix(flights.slice(from, count));
    return IntStream.range(0, count)
        .mapToObj(row -> example(features, row, steps.featureNames(), label.apply(from + row)));
  }

  private static Example<Label> example(Column features, int row, List<String> names, Label label) {
    int[] places =
        IntStream.range(0, names.size())
            .filter(k -> features.doubleAt(row * names.size() + k) != 0)
            .toArray();
    String[] present = IntStream.of(places).mapToObj(names::get).toArray(String[]::new);
    double[] values =
        IntStream.of(places).mapToDouble(k -> features.doubleAt(row * names.size() + k)).toArray();
    return new ArrayExample<>(label, present, values);
  }

  /** Returns the probability that each flight is late, computed by Tribuo in double precision. */
  double[] probabilities(Table flights) {
    return examples(steps, flights, row -> ON_TIME).mapToDouble(this::probability).toArray();
  }

  private double probability(Example<Label> flight) {
    Map<String, Label> scores = model.predict(flight).getOutputScores();
    return Objects.requireNonNull(scores.get(LATE.getLabel())).getScore();
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
