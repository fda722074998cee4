package dev.slipway.spi;

import java.util.List;

/**
 * A model that also answers what the operators inside it compute: for finding the one that makes
 * answers differ, not for serving. Its {@link #signature()} has the artefact's inputs; its outputs
 * are results of operators, each by the name that {@link Operator#results()} gives it. Results
 * whose type has no tensor here are left out.
 */
public interface TracedModel extends LoadedModel {

  /**
   * Returns the operators of the graph, without those inside of loops and branches.
   *
   * @return each after those whose results it takes
   */
  List<Operator> operators();
}
