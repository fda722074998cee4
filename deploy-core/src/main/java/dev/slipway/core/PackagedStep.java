package dev.slipway.core;

import dev.slipway.spi.StepDefinition;
import java.util.Map;

/**
 * One preprocessing step as the package states it; what it means is its provider's business.
 *
 * @param type what the provider is found by
 * @param where file, line, column and place among the steps, for messages: {@code slipway.yaml:7:5
 *     steps[0]}
 * @param settings texts, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these,
 *     without the type
 */
public record PackagedStep(String type, String where, Map<String, Object> settings) {

  /** Copies the settings. */
  public PackagedStep {
    settings = Map.copyOf(settings);
  }

  /**
   * Returns the settings for a provider to read.
   *
   * @return a fresh definition
   */
  public StepDefinition definition() {
    return new StepDefinition(where + " (" + type + ")", settings);
  }
}
