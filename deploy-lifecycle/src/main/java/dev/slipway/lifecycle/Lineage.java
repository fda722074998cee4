package dev.slipway.lifecycle;

import java.util.Optional;

/**
 * What a version was made of, as far as it is known.
 *
 * @param run the training run, as MLflow's run id or any other name of it
 * @param data the training data, as a URI with its version or digest
 * @param parent the version of the same model that this one was made from
 */
public record Lineage(Optional<String> run, Optional<String> data, Optional<Integer> parent) {

  private static final Lineage UNKNOWN =
      new Lineage(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Returns that nothing is known.
   *
   * @return the empty lineage
   */
  public static Lineage unknown() {
    return UNKNOWN;
  }

  /**
   * Returns this lineage with a training run.
   *
   * @param id the run
   * @return the lineage
   */
  public Lineage withRun(String id) {
    return new Lineage(Optional.of(id), data, parent);
  }

  /**
   * Returns this lineage with training data.
   *
   * @param source the data
   * @return the lineage
   */
  public Lineage withData(String source) {
    return new Lineage(run, Optional.of(source), parent);
  }

  /**
   * Returns this lineage with a parent version.
   *
   * @param number of a version of the same model
   * @return the lineage
   */
  public Lineage withParent(int number) {
    return new Lineage(run, data, Optional.of(number));
  }
}
