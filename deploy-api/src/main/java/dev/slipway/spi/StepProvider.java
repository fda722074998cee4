package dev.slipway.spi;

import dev.slipway.Signature;
import java.util.Map;

/** Makes preprocessing steps of one type. Found by {@link java.util.ServiceLoader}; thread-safe. */
public interface StepProvider {

  /**
   * Returns the type that a package names this step by.
   *
   * @return {@code [a-z][a-z0-9-]*}; two providers of one type are an error at discovery
   */
  String type();

  /**
   * Makes a step.
   *
   * @param definition what the package says; everything wrong with it is reported there, and
   *     settings that were not asked for are reported as unknown
   * @param columns the columns that stand before this step, by name
   * @return the step; after a problem it is asked only for the outputs that it would have, so that
   *     the steps behind it are checked all the same
   */
  Step create(StepDefinition definition, Map<String, Signature.Field> columns);
}
