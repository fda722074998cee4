package dev.slipway;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one call wants beyond its input. Immutable. */
public final class CallOptions {

  private static final CallOptions DEFAULTS = new CallOptions(Map.of(), null);

  private final Map<String, Object> params;
  private final @Nullable Duration timeout;

  private CallOptions(Map<String, Object> params, @Nullable Duration timeout) {
    this.params = params;
    this.timeout = timeout;
  }

  /**
   * Returns no params and no timeout.
   *
   * @return the defaults
   */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these options with one parameter set; it overrides the signature's default.
   *
   * @param name a parameter of the signature
   * @param value of the parameter's type
   * @return new options
   */
  public CallOptions withParam(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(params);
    more.put(name, value);
    return new CallOptions(Collections.unmodifiableMap(more), timeout);
  }

  /**
   * Returns these options with a time limit, which counts from the start of the call and includes
   * waiting for a free place.
   *
   * @param limit greater than zero
   * @return new options
   * @throws IllegalArgumentException if the limit is zero or negative
   */
  public CallOptions withTimeout(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("timeout must be greater than zero, but was " + limit);
    }
    return new CallOptions(params, limit);
  }

  /**
   * Returns the parameters of the call.
   *
   * @return names with values, unmodifiable
   */
  public Map<String, Object> params() {
    return params;
  }

  /**
   * Returns the time limit.
   *
   * @return empty if the call may take as long as it likes
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }
}
