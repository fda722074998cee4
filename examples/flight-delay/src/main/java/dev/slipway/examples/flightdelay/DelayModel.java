package dev.slipway.examples.flightdelay;

import java.util.Arrays;

/**
 * What training makes: how features come from a flight, what they say, and when to call it late.
 *
 * @param steps from what is known of a flight to features
 * @param classifier from features to a probability
 * @param threshold the probability from which on a flight is called late
 */
record DelayModel(FeatureSteps steps, DelayClassifier classifier, double threshold) {

  /** Trains on flights. */
  static DelayModel train(Flights flights) {
    FeatureSteps steps = FeatureSteps.learn(flights);
    DelayClassifier classifier = DelayClassifier.train(steps, flights);
    double[] probabilities = classifier.probabilities(flights.departures());
    return new DelayModel(steps, classifier, threshold(probabilities, flights));
  }

  /** Chooses the threshold, in whole hundredths, that calls as many flights late as were late. */
  private static double threshold(double[] probabilities, Flights flights) {
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    double exact = sorted[sorted.length - flights.lateCount()];
    return Math.round(100 * exact) / 100.0;
  }

  /** Returns whether a flight of this probability is called late. */
  boolean late(double probability) {
    return probability >= threshold;
  }
}
