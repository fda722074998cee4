package dev.slipway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What is left of models that were loaded, run and closed: 1,000 times with the system property
 * {@code slipway.full}, else fewer. The rounds run in a process of their own, whose compiler and
 * collector are the ones that take the least memory of their own, so that what grows is the
 * engine's.
 */
abstract class LeakContract extends ContractPart {

  private static final int ALL = 1_000;
  private static final int SAMPLE = 60;
  private static final long MOST_BYTES_A_ROUND = 1024 * 1024 / 100;

  /** What a JVM takes or gives back of itself at any time; a model that leaks takes far more. */
  private static final long NOISE_BYTES = 4 * 1024 * 1024;

  LeakContract(EngineContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("loading, running and closing takes no more memory, and leaves no thread")
  void rounds() {
    int rounds = Boolean.getBoolean("slipway.full") ? ALL : SAMPLE;
    LeakProcess.Growth growth = LeakProcess.run(contract().getClass(), rounds);
    assertThat(growth.bytes())
        .as("bytes that stay resident after %d rounds", rounds)
        .isLessThanOrEqualTo(MOST_BYTES_A_ROUND * rounds + NOISE_BYTES);
    assertThat(growth.threads()).as("threads more than before").isLessThanOrEqualTo(0);
  }
}
