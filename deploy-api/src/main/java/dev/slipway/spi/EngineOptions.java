package dev.slipway.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an engine runs a model. Immutable.
 *
 * @param intraOpThreads the threads that work on one call, at least 1. More than one may change the
 *     order of sums.
 * @param settings the engine's own settings by its own names; an engine refuses names that it does
 *     not know
 */
public record EngineOptions(int intraOpThreads, Map<String, String> settings) {

  /** The most threads that work on one call: each has a stack, and more than cores only wait. */
  public static final int MOST_INTRA_OP_THREADS = 256;

  /**
   * Checks the components.
   *
   * @param intraOpThreads see the record
   * @param settings see the record
   */
  public EngineOptions {
    if (intraOpThreads < 1 || intraOpThreads > MOST_INTRA_OP_THREADS) {
      throw new IllegalArgumentException(
          "intra-op threads must be from 1 to "
              + MOST_INTRA_OP_THREADS
              + ", but was "
              + intraOpThreads);
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Returns one thread for each call and the engine's defaults.
   *
   * @return the defaults
   */
  public static EngineOptions defaults() {
    return new EngineOptions(1, Map.of());
  }

  /**
   * Returns these options with another number of threads for each call.
   *
   * @param threads at least 1
   * @return new options
   */
  public EngineOptions withIntraOpThreads(int threads) {
    return new EngineOptions(threads, settings);
  }

  /**
   * Returns these options with one of the engine's own settings.
   *
   * @param name the engine's name of it
   * @param value its value
   * @return new options
   */
  public EngineOptions with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return new EngineOptions(intraOpThreads, more);
  }
}
